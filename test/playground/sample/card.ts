import { ellipse, frame, gradient, rect, text } from './shapes.ts'

const pill = (name: string, label: string, x: number) =>
  frame(name, [x, 430, 104, 40], { fill: '#e9f0e6', radius: 20 }, [
    text(label, [0, 10, 104, 20], {
      size: 15,
      weight: 'Medium',
      colour: '#3a5a40',
      align: 'CENTER',
    }),
  ])

/** A card from a recipe collection. */
export const card = frame(
  'Card',
  [0, 0, 400, 520],
  { fill: '#fffdf7', radius: 24, stroke: '#eee3cc' },
  [
    rect('Table', [0, 0, 400, 270], { fill: gradient('down', '#84a98c', '#52796f') }),
    ellipse('Plate', [92, 30, 216, 216], { fill: '#fdfdfd', shadow: 24 }),
    ellipse('Rim', [112, 50, 176, 176], { stroke: '#e4e4e4', strokeWeight: 2 }),
    ellipse('Soup', [124, 62, 152, 152], { fill: gradient('down', '#ffb703', '#fb8500') }),
    ellipse('Leaf one', [176, 106, 44, 20], { fill: '#588157', rotation: 24 }),
    ellipse('Leaf two', [196, 140, 36, 16], { fill: '#3a5a40', rotation: -30 }),
    ellipse('Cream', [158, 140, 26, 26], { fill: '#fff6e0' }),
    text('Pumpkin soup with sage', [28, 296, 344, 34], {
      size: 26,
      weight: 'Bold',
      colour: '#344e41',
    }),
    text('Roasted slowly, finished with brown\nbutter and a spoon of cream.', [28, 342, 344, 52], {
      size: 16,
      colour: '#5f6f65',
      line: 25,
    }),
    pill('Time', '35 min', 28),
    pill('Serves', 'Serves 4', 144),
  ],
)
