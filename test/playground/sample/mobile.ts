import { type Shape, ellipse, frame, gradient, rect, text } from './shapes.ts'

const payments = [
  ['Green Grocer', 'Today, 09:12', '− € 23.40', '#2a9d8f'],
  ['City Transit', 'Today, 08:03', '− € 3.20', '#e9c46a'],
  ['Studio North', 'Yesterday', '+ € 1,850.00', '#264653'],
  ['Bookshop', 'Yesterday', '− € 18.90', '#e76f51'],
] as const

function payment([who, when, amount, tint]: (typeof payments)[number], index: number): Shape[] {
  const y = 444 + index * 76
  return [
    ellipse(`${who} mark`, [24, y, 48, 48], { fill: tint }),
    text(who, [88, y + 4, 170, 20], { size: 16, weight: 'Semi Bold', colour: '#14213d' }),
    text(when, [88, y + 26, 170, 18], { size: 13, colour: '#7a8194' }),
    text(amount, [246, y + 12, 120, 22], {
      size: 16,
      weight: 'Medium',
      colour: '#14213d',
      align: 'RIGHT',
    }),
  ]
}

/** A screen of a banking app. */
export const mobile = frame('Mobile screen', [0, 0, 390, 844], { fill: '#f5f7fb', radius: 32 }, [
  text('9:41', [32, 18, 60, 20], { size: 15, weight: 'Semi Bold', colour: '#14213d' }),
  text('Good morning, Mira', [24, 64, 260, 28], { size: 22, weight: 'Bold', colour: '#14213d' }),
  ellipse('Avatar', [326, 58, 40, 40], { fill: gradient('down', '#ffb4a2', '#b5838d') }),
  rect('Account card', [24, 120, 342, 196], {
    fill: gradient('right', '#3a0ca3', '#4361ee'),
    radius: 24,
    shadow: 30,
  }),
  text('Everyday account', [48, 146, 200, 20], { size: 14, colour: '#cfd6ff' }),
  text('€ 4,218.36', [48, 174, 294, 50], { size: 38, weight: 'Bold', colour: '#ffffff' }),
  text('•••• 2046', [48, 272, 120, 20], { size: 15, weight: 'Medium', colour: '#ffffff' }),
  ellipse('Ring one', [280, 256, 40, 40], { fill: '#f72585', opacity: 0.9 }),
  ellipse('Ring two', [304, 256, 40, 40], { fill: '#ffba08', opacity: 0.85 }),
  rect('Send', [24, 336, 163, 48], { fill: '#14213d', radius: 16 }),
  text('Send', [24, 350, 163, 20], {
    size: 16,
    weight: 'Semi Bold',
    colour: '#ffffff',
    align: 'CENTER',
  }),
  rect('Request', [203, 336, 163, 48], { fill: '#e3e8f4', radius: 16 }),
  text('Request', [203, 350, 163, 20], {
    size: 16,
    weight: 'Semi Bold',
    colour: '#14213d',
    align: 'CENTER',
  }),
  text('Payments', [24, 406, 200, 22], { size: 17, weight: 'Bold', colour: '#14213d' }),
  ...payments.flatMap(payment),
  rect('Tab bar', [0, 764, 390, 80], { fill: '#ffffff', shadow: 12 }),
  ...[0, 1, 2, 3].map((index) =>
    rect(`Tab ${String(index + 1)}`, [48 + index * 84, 784, 40, 28], {
      fill: index === 0 ? '#4361ee' : '#d5dbe8',
      radius: 10,
    }),
  ),
])
