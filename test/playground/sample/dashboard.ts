import { type Shape, ellipse, frame, gradient, rect, text } from './shapes.ts'

const figures = [
  ['Visitors', '48,210', '+ 12 %', '#7209b7'],
  ['Orders', '1,934', '+ 4 %', '#4361ee'],
  ['Revenue', '€ 86.4k', '+ 9 %', '#2ec4b6'],
  ['Refunds', '38', '− 2 %', '#ff9f1c'],
] as const

const bars = [88, 132, 104, 176, 150, 208, 190, 236, 214, 262, 240, 288]

function figure([label, value, change, tint]: (typeof figures)[number], index: number): Shape {
  return frame(
    label,
    [248 + index * 254, 116, 234, 128],
    { fill: '#ffffff', radius: 16, shadow: 10 },
    [
      rect('Mark', [20, 24, 6, 80], { fill: tint, radius: 3 }),
      text(label, [42, 22, 170, 20], { size: 14, colour: '#6b7280' }),
      text(value, [42, 46, 180, 40], { size: 30, weight: 'Bold', colour: '#111827' }),
      text(change, [42, 90, 120, 18], { size: 13, weight: 'Medium', colour: '#059669' }),
    ],
  )
}

/** A shop's dashboard. */
export const dashboard = frame('Dashboard', [0, 0, 1280, 800], { fill: '#f3f4f8' }, [
  rect('Side bar', [0, 0, 216, 800], { fill: '#1f2041' }),
  text('Ledgerly', [32, 36, 160, 30], { size: 22, weight: 'Bold', colour: '#ffffff' }),
  ...['Overview', 'Orders', 'Customers', 'Products', 'Reports'].flatMap((label, index) => [
    rect(`${label} ground`, [16, 100 + index * 52, 184, 42], {
      fill: '#ffffff',
      radius: 10,
      opacity: index === 0 ? 0.14 : 0,
    }),
    text(label, [36, 111 + index * 52, 140, 20], {
      size: 15,
      weight: 'Medium',
      colour: index === 0 ? '#ffffff' : '#a5a7c8',
    }),
  ]),
  text('Overview', [248, 40, 400, 40], { size: 30, weight: 'Bold', colour: '#111827' }),
  ellipse('Avatar', [1204, 40, 44, 44], { fill: gradient('down', '#b5179e', '#4361ee') }),
  ...figures.map(figure),
  frame('Sales', [248, 272, 640, 488], { fill: '#ffffff', radius: 16, shadow: 10 }, [
    text('Sales by month', [28, 24, 300, 26], { size: 18, weight: 'Semi Bold', colour: '#111827' }),
    ...bars.map((height, index) =>
      rect(`Month ${String(index + 1)}`, [32 + index * 49, 440 - height, 32, height], {
        fill: gradient('down', '#7209b7', '#4361ee'),
        radius: 8,
      }),
    ),
  ]),
  frame('Share', [908, 272, 340, 488], { fill: '#ffffff', radius: 16, shadow: 10 }, [
    text('Where they come from', [28, 24, 280, 26], {
      size: 18,
      weight: 'Semi Bold',
      colour: '#111827',
    }),
    ellipse('Ring', [70, 90, 200, 200], { stroke: '#4361ee', strokeWeight: 36 }),
    text('62 %', [70, 172, 200, 40], {
      size: 30,
      weight: 'Bold',
      colour: '#111827',
      align: 'CENTER',
    }),
    ...['Search', 'Newsletter', 'Friends'].flatMap((label, index) => [
      ellipse(`${label} dot`, [32, 342 + index * 40, 12, 12], {
        fill: ['#4361ee', '#2ec4b6', '#ff9f1c'][index] ?? '#000000',
      }),
      text(label, [56, 338 + index * 40, 160, 20], { size: 15, colour: '#374151' }),
    ]),
  ]),
])
