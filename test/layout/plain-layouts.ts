import type { Layout } from './layouts.ts'
import { leaf, night, type Stage, stageOf, wine } from './stage.ts'

const draw = (
  name: string,
  [width, height]: readonly [number, number],
  fill: (stage: Stage) => void,
  back = night,
): Layout => ({
  name,
  draw: () => {
    const stage = stageOf(width, height, back)
    fill(stage)
    return stage
  },
})

/** Texts that stand freely in the frame. */
export const plainLayouts: readonly Layout[] = [
  draw('headline alone', [1080, 1080], ({ text }) => {
    text('Slow mornings', { size: 120, x: 80, y: 470 })
  }),
  draw('headline, sub, button', [1080, 1080], ({ text, button, logo }) => {
    logo({ x: 80, y: 80 })
    text('Summer starts with a good coffee', { size: 96, x: 80, y: 380, wrap: 820 })
    text('Now in all shops, from Monday to Friday.', { size: 36, x: 80, y: 760, wrap: 700 })
    button('Order now', { size: 34, x: 80, y: 860 })
  }),
  draw(
    'german compounds',
    [1080, 1350],
    ({ text, button, logo }) => {
      logo({ x: 840, y: 80 })
      text('Donaudampfschifffahrt neu erleben', { size: 64, x: 80, y: 300, wrap: 920 })
      text('Rindfleischetikettierungsüberwachung leicht gemacht', {
        size: 40,
        x: 80,
        y: 480,
        wrap: 900,
      })
      button('Haftpflichtversicherung abschließen', { size: 32, x: 80, y: 1140 })
      text('*Kraftfahrzeughaftpflichtversicherungsbedingungen gelten. Stand: März.', {
        size: 20,
        x: 80,
        y: 1280,
        wrap: 920,
      })
    },
    leaf,
  ),
  draw(
    'japanese',
    [1080, 1920],
    ({ text, button, logo }) => {
      logo({ x: 80, y: 300 })
      text('夏の新作コレクション、本日より発売開始', { size: 92, x: 80, y: 480, wrap: 920 })
      text('全国の店舗とオンラインストアで、数量限定でお買い求めいただけます。', {
        size: 40,
        x: 80,
        y: 800,
        wrap: 920,
      })
      button('今すぐ見る', { size: 40, x: 80, y: 1100 })
    },
    wine,
  ),
  draw(
    'arabic',
    [1080, 1080],
    ({ text, button, logo }) => {
      logo({ x: 840, y: 80 })
      text('تخفيضات نهاية الموسم', {
        size: 96,
        x: 100,
        y: 380,
        wrap: 900,
        textAlignHorizontal: 'RIGHT',
      })
      text('خصومات تصل إلى خمسين بالمئة على جميع المنتجات', {
        size: 40,
        x: 100,
        y: 640,
        wrap: 900,
        textAlignHorizontal: 'RIGHT',
      })
      button('تسوق الآن', { size: 36, x: 776, y: 800 })
    },
    leaf,
  ),
  draw('hebrew, centred', [1200, 628], ({ text }) => {
    text('אוסף הקיץ החדש', { size: 88, x: 100, y: 200, wrap: 1000, textAlignHorizontal: 'CENTER' })
    text('עכשיו בכל החנויות', {
      size: 40,
      x: 100,
      y: 340,
      wrap: 1000,
      textAlignHorizontal: 'CENTER',
    })
  }),
  draw('bullets', [1080, 1080], ({ text, logo }) => {
    text('Why teams switch', { size: 84, x: 80, y: 120 })
    text(
      '• Every word stays a layer\n• One click for all formats\n• Nothing is painted twice\n• Works with your styles',
      { size: 40, x: 80, y: 300, wrap: 860 },
    )
    logo({ x: 80, y: 940 })
  }),
  draw(
    'nine blocks',
    [1080, 1350],
    ({ text, button, logo }) => {
      logo({ x: 80, y: 80 })
      text('NEW', { size: 28, x: 900, y: 96 })
      text('AUTUMN 2026', { size: 30, x: 80, y: 330 })
      text('Made for long walks', { size: 96, x: 80, y: 390, wrap: 900 })
      text('Waterproof, warm and light as a feather.', { size: 40, x: 80, y: 660, wrap: 800 })
      text(
        'Recycled wool from the Alps, sewn in Porto, repaired for free as long as you wear it.',
        { size: 28, x: 80, y: 800, wrap: 640 },
      )
      text('€ 129', { size: 64, x: 80, y: 960 })
      button('Find your size', { size: 32, x: 80, y: 1080 })
      text('*Free repairs within the EU. Terms and conditions apply, see our website.', {
        size: 20,
        x: 80,
        y: 1270,
        wrap: 920,
      })
    },
    leaf,
  ),
  draw('strip', [970, 250], ({ text, button, logo }) => {
    logo({ x: 40, y: 95 })
    text('Fly to Lisbon', { size: 48, x: 240, y: 70 })
    text('Every day, from six airports', { size: 24, x: 240, y: 140 })
    button('Book', { size: 26, x: 800, y: 98 })
  }),
  draw(
    'over a product',
    [1080, 1080],
    ({ text, box, button }) => {
      text('Fresh', { size: 260, x: 80, y: 80, colour: '#ff5a36' })
      box('#e9c46a', {
        name: 'Product',
        x: 360,
        y: 220,
        width: 360,
        height: 640,
        topLeftRadius: 60,
      })
      text('Pressed this morning', { size: 56, x: 80, y: 900 })
      button('Try it', { size: 32, x: 820, y: 890 })
    },
    wine,
  ),
  draw('two columns', [1200, 1200], ({ text, logo }) => {
    text('Two ways to travel', { size: 88, x: 100, y: 120, wrap: 1000 })
    text('By train', { size: 48, x: 100, y: 420, wrap: 460 })
    text('Six hours through the mountains, with a window seat and a warm meal.', {
      size: 30,
      x: 100,
      y: 490,
      wrap: 460,
    })
    text('By bike', { size: 48, x: 640, y: 420, wrap: 460 })
    text('Nine days along the river, with light bags and good company.', {
      size: 30,
      x: 640,
      y: 490,
      wrap: 460,
    })
    logo({ x: 100, y: 1040 })
  }),
  draw(
    'all caps, centred',
    [1080, 1080],
    ({ text, button }) => {
      text('BLACK FRIDAY', { size: 130, x: 40, y: 340, wrap: 1000, textAlignHorizontal: 'CENTER' })
      text('UP TO 70 % OFF EVERYTHING', {
        size: 48,
        x: 140,
        y: 520,
        wrap: 800,
        textAlignHorizontal: 'CENTER',
      })
      button('SHOP NOW', { size: 36, x: 409, y: 640 })
    },
    wine,
  ),
  draw(
    'price tag',
    [1080, 1080],
    ({ text, button, logo }) => {
      logo({ x: 80, y: 80 })
      text('Garden chair Oslo', { size: 72, x: 80, y: 740 })
      text('Oak, oiled by hand', { size: 36, x: 80, y: 840 })
      button('€ 249', { size: 72, x: 720, y: 120, fill: '#d62828', name: 'Price' })
      text('*While stocks last. Delivery costs are not included.', { size: 20, x: 80, y: 1010 })
    },
    leaf,
  ),
  draw('text at the bottom', [1080, 1920], ({ text, button }) => {
    text('Run your first ten kilometres', { size: 104, x: 80, y: 1220, wrap: 900 })
    text('A plan for eight weeks, free in the app.', { size: 44, x: 80, y: 1500, wrap: 860 })
    button('Get the plan', { size: 40, x: 80, y: 1640 })
  }),
  draw(
    'long body',
    [1240, 1754],
    ({ text, logo }) => {
      text('Open day at the school of design', { size: 110, x: 110, y: 140, wrap: 1000 })
      text('Saturday, 14 March, 10 to 18', { size: 52, x: 110, y: 480 })
      text(
        'Meet teachers and students, try the workshops, see the work of the year and find out how to apply. Coffee and cake are in the courtyard; children are welcome in the printing room all day long.',
        { size: 36, x: 110, y: 640, wrap: 900 },
      )
      text('Harbour Street 12, second floor', { size: 30, x: 110, y: 1500 })
      logo({ x: 970, y: 1600 })
    },
    leaf,
  ),
  draw('hard breaks', [1080, 1080], ({ text, logo }) => {
    text('Less noise.\nMore music.\nAll day.', { size: 110, x: 80, y: 300 })
    text('The new headphones', { size: 40, x: 80, y: 760 })
    logo({ x: 840, y: 940 })
  }),
]
