import { ellipse, frame, gradient, rect, text } from './shapes.ts'

/** The first screen of a landing page. */
export const hero = frame('Landing hero', [0, 0, 1440, 810], { fill: '#0b132b' }, [
  ellipse('Glow', [700, -120, 900, 900], {
    fill: gradient('down', '#5bc0be', '#0b132b'),
    opacity: 0.35,
  }),
  text('fieldnote', [96, 48, 200, 32], { size: 24, weight: 'Bold', colour: '#ffffff' }),
  text('Product     Pricing     Journal', [880, 52, 320, 24], {
    size: 16,
    colour: '#c5d3e8',
    align: 'RIGHT',
  }),
  rect('Sign in', [1232, 42, 112, 44], { stroke: '#5bc0be', strokeWeight: 2, radius: 22 }),
  text('Sign in', [1232, 53, 112, 22], {
    size: 15,
    weight: 'Medium',
    colour: '#ffffff',
    align: 'CENTER',
  }),
  text('Your research,\nfinally in one place.', [96, 200, 720, 176], {
    size: 72,
    weight: 'Bold',
    colour: '#ffffff',
    line: 84,
  }),
  text(
    'Collect interviews, notes and clips as they happen.\nFind the thread when you need it.',
    [96, 400, 620, 68],
    {
      size: 22,
      colour: '#c5d3e8',
      line: 34,
    },
  ),
  frame('Start', [96, 504, 208, 60], { fill: '#5bc0be', radius: 30, shadow: 30 }, [
    text('Start for free', [0, 17, 208, 26], {
      size: 19,
      weight: 'Semi Bold',
      colour: '#0b132b',
      align: 'CENTER',
    }),
  ]),
  text('No card needed', [328, 523, 200, 22], { size: 16, colour: '#8fa3c0' }),
  frame('Preview', [820, 188, 524, 500], { fill: '#f7fafc', radius: 20, shadow: 60 }, [
    rect('Side', [0, 0, 132, 500], { fill: '#e6edf5' }),
    ...[0, 1, 2, 3, 4].map((index) =>
      rect(`Entry ${String(index + 1)}`, [20, 32 + index * 40, 92, 16], {
        fill: index === 1 ? '#5bc0be' : '#c3cfdd',
        radius: 8,
      }),
    ),
    text('Interview 14', [164, 36, 300, 30], { size: 24, weight: 'Bold', colour: '#0b132b' }),
    ...[0, 1, 2, 3, 4, 5].map((index) =>
      rect(`Line ${String(index + 1)}`, [164, 88 + index * 26, 320 - (index % 3) * 52, 12], {
        fill: '#d3dce7',
        radius: 6,
      }),
    ),
    rect('Clip', [164, 268, 320, 180], {
      fill: gradient('right', '#ff9f1c', '#ff4d6d'),
      radius: 14,
    }),
    ellipse('Play', [294, 328, 60, 60], { fill: '#ffffff' }),
  ]),
])
