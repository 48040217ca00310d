// The build makes calls of `h` from JSX: fewer bytes than the automatic runtime's `jsx`.
export { Fragment, h } from 'preact'
