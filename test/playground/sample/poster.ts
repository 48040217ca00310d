import { ellipse, frame, gradient, rect, text } from './shapes.ts'

/** A product poster with live text: headphones on a warm ground. */
export const poster = frame(
  'Poster',
  [0, 0, 720, 960],
  { fill: gradient('down', '#f9d7b5', '#f08a5d') },
  [
    ellipse('Sun', [110, 250, 500, 500], { fill: '#fff3e3', opacity: 0.65 }),
    text('AURORA ONE', [60, 64, 400, 24], { size: 18, weight: 'Semi Bold', colour: '#5b2333' }),
    text('Hear the\nquiet.', [60, 104, 600, 190], {
      size: 84,
      weight: 'Bold',
      colour: '#3d1522',
      line: 90,
    }),
    ellipse('Band', [205, 345, 310, 330], { stroke: '#2b2d42', strokeWeight: 26 }),
    rect('Left cup', [172, 470, 92, 176], {
      fill: gradient('right', '#2b2d42', '#4a4e69'),
      radius: 44,
      shadow: 24,
    }),
    rect('Right cup', [456, 470, 92, 176], {
      fill: gradient('right', '#4a4e69', '#2b2d42'),
      radius: 44,
      shadow: 24,
    }),
    rect('Left pad', [250, 486, 30, 144], { fill: '#8d99ae', radius: 15 }),
    rect('Right pad', [440, 486, 30, 144], { fill: '#8d99ae', radius: 15 }),
    text('Forty hours. No noise. One charge.', [60, 800, 420, 28], {
      size: 22,
      weight: 'Medium',
      colour: '#3d1522',
    }),
    frame('Price tag', [532, 790, 128, 48], { fill: '#3d1522', radius: 24 }, [
      text('€ 249', [0, 11, 128, 26], {
        size: 20,
        weight: 'Semi Bold',
        colour: '#fff3e3',
        align: 'CENTER',
      }),
    ]),
    text('aurora.example', [60, 884, 300, 20], { size: 14, colour: '#5b2333' }),
  ],
)
