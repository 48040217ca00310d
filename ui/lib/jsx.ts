// The build turns JSX into calls of `h`: fewer bytes than the automatic runtime's `jsx`.
export { Fragment, h } from 'preact'
