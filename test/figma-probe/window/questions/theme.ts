import type { Question } from '../../question.ts'

export const theme: Question<null> = {
  id: 'window-theme',
  asks: 'Does the window get a class and colours of Figma’s theme?',
  expected: 'class and colours',
  async ask() {
    const { classList } = document.documentElement
    const styles = getComputedStyle(document.documentElement)
    const colour = styles.getPropertyValue('--figma-color-bg')
    const hasClass = ['figma-light', 'figma-dark'].some((name) => classList.contains(name))
    const parts = [...(hasClass ? ['class'] : []), ...(colour === '' ? [] : ['colours'])]
    return {
      answer: parts.join(' and ') || 'neither',
      detail: `${classList.value}, --figma-color-bg ${colour}`,
    }
  },
}
