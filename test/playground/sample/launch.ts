import { ellipse, frame, gradient, rect, text } from './shapes.ts'

/** Flat shapes that stand for a laptop and a telephone on a desk. */
const devices = frame(
  'Device mockup',
  [560, 60, 680, 510],
  { fill: gradient('down', '#d9e4ec', '#b7c9d6') },
  [
    rect('Desk', [0, 400, 680, 110], { fill: '#8fa5b3' }),
    rect('Laptop', [90, 90, 440, 296], { fill: '#22303a', radius: 18 }),
    rect('Display', [106, 106, 408, 256], { fill: gradient('right', '#3a86ff', '#8338ec') }),
    ellipse('Planet', [236, 156, 150, 150], { fill: '#ffbe0b' }),
    rect('Ring', [196, 222, 230, 16], { fill: '#fb5607', radius: 8, rotation: 8 }),
    rect('Base', [50, 386, 520, 26], { fill: '#c9d3da', radius: 13 }),
    rect('Phone', [478, 190, 128, 250], { fill: '#11181d', radius: 24 }),
    rect('Glass', [488, 202, 108, 226], {
      fill: gradient('down', '#ff006e', '#ffbe0b'),
      radius: 16,
    }),
    ellipse('Moon', [514, 250, 56, 56], { fill: '#fff1d6' }),
    rect('Words', [508, 340, 68, 12], { fill: '#fff1d6', radius: 6 }),
  ],
)

/** The first screen of a launch, which cuts the devices off at its edge. */
export const launch = frame('Launch hero', [0, 0, 1200, 630], { fill: '#101820' }, [
  text('orbit', [72, 60, 200, 34], { size: 26, weight: 'Bold', colour: '#ffffff' }),
  text('All your work,\nin one orbit.', [72, 200, 460, 160], {
    size: 60,
    weight: 'Bold',
    colour: '#ffffff',
    line: 72,
  }),
  text('On every screen you own.', [72, 380, 420, 34], { size: 22, colour: '#a9bccb' }),
  rect('Start', [72, 450, 180, 56], { fill: '#ffbe0b', radius: 28 }),
  text('Try it', [72, 466, 180, 24], {
    size: 18,
    weight: 'Semi Bold',
    colour: '#101820',
    align: 'CENTER',
  }),
  devices,
])
