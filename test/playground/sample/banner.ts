import { frame, gradient, rect, text } from './shapes.ts'

/** A wide banner over a picture like a photograph. */
export const banner = frame('Banner', [0, 0, 1200, 400], { fill: '#1b263b' }, [
  rect('Photograph', [0, 0, 1200, 400], { fill: { type: 'PICTURE', picture: 'lake' } }),
  rect('Shade', [0, 0, 860, 400], { fill: gradient('right', '#0d1b2ac0', '#0d1b2a00') }),
  text('Slow travel', [72, 92, 400, 26], { size: 18, weight: 'Semi Bold', colour: '#ffe8c2' }),
  text('Seven lakes,\nseven days.', [72, 126, 560, 140], {
    size: 58,
    weight: 'Bold',
    colour: '#ffffff',
    line: 66,
  }),
  frame('Book', [72, 292, 168, 52], { fill: '#ffb703', radius: 26 }, [
    text('Book a seat', [0, 14, 168, 24], {
      size: 17,
      weight: 'Semi Bold',
      colour: '#1b263b',
      align: 'CENTER',
    }),
  ]),
])
