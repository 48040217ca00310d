import { hasWords } from './text-search.ts'

/** A prompt that ships with Restage, to start from and to change. */
export interface Preset {
  readonly id: string
  /** The purpose; presets with the same one are listed together. */
  readonly use: string
  readonly name: string
  /** May have tokens: see `tokens.ts`. */
  readonly text: string
}

/**
 * For variants: the most common wishes for a picture model. People read the names and texts: plain words,
 * and nothing that a frame may lack.
 */
export const presets: readonly Preset[] = [
  {
    id: 'real-photograph',
    use: 'Reference rewriting',
    name: 'Mockup to photograph',
    text: `Turn this mockup into a real photograph of the same scene. Keep the layout, the proportions and the place of every element.
Replace flat fills and placeholder shapes with real materials: paper with a faint grain, glass with soft reflections, fabric with visible weave.
Daylight from the upper left, soft shadows, a 50 mm lens at eye level, natural colours. No added objects, no added text.`,
  },
  {
    id: 'editorial-illustration',
    use: 'Reference rewriting',
    name: 'Redraw as an illustration',
    text: `Redraw this design as an editorial illustration: flat shapes with a slight risograph grain, four or five colours taken from the design itself, no outlines.
Keep the composition and what is in it, so that the two can be swapped without moving anything. Faces and hands simple but correct.`,
  },
  {
    id: 'another-season',
    use: 'Reference rewriting',
    name: 'The same scene in winter',
    text: `The same picture on a clear winter morning: low cold light, long blue shadows, a little frost on the surfaces, breath in the air where there are people.
Camera, framing, objects, people and their clothes’ colours stay as they are. Only season, light and weather change.`,
  },
  {
    id: 'packshot',
    use: 'Product clean-up',
    name: 'Packshot on white',
    text: `A catalogue packshot of this product. Pure white background, one soft contact shadow under the product, even studio light from both sides.
Remove dust, scratches, fingerprints, price tags, reflections of the room and everything that is not the product.
Keep its exact shape, proportions, colours, materials, logo and label. The product fills about 80 % of the picture, upright and centred.`,
  },
  {
    id: 'tidy-up',
    use: 'Product clean-up',
    name: 'Retouch, change nothing else',
    text: `Retouch this photograph and change nothing else: remove dust, lint, scratches and stains, straighten verticals, even out the light and take away colour casts, so that whites are neutral.
Keep the crop, the background, the grain and every detail of the product and its label. The result has to look untouched.`,
  },
  {
    id: 'in-use',
    use: 'Product clean-up',
    name: 'Product in a calm setting',
    text: `Place this product on a pale stone surface in front of a plain warm-grey wall, in soft window light from the right with a gentle shadow to the left.
Product, label and logo stay exactly as they are: same angle, same proportions, same colours. Shallow depth of field, nothing else in the picture, free space above the product for a headline.`,
  },
  {
    id: 'recompose',
    use: 'Multi-ratio delivery',
    name: 'Recompose for each target',
    text: `Recompose this design for {target}, {width} × {height} pixels. The same subject, style, colours and type, rearranged for this format: nothing stretched, nothing cut off that matters.
The main subject first, the headline second, everything else subordinate. Keep all text inside the middle 80 % of the picture, with even margins.`,
  },
  {
    id: 'extend',
    use: 'Multi-ratio delivery',
    name: 'Extend the scene',
    text: `Extend this picture to {width} × {height} pixels by continuing its background beyond the old edges, with the same light, perspective, grain and depth of field.
What is already in the picture stays whole, with its size and place as they are. Add no new people, objects or text, and no repeated patterns or visible seams.`,
  },
  {
    id: 'family',
    use: 'Multi-ratio delivery',
    name: 'One family, room for text',
    text: `Make the {target} version of “{name}”, plainly one of the same family as all other formats: the same subject from the same angle, the same light, the same background colour.
Subject in the lower two thirds; the upper third calm and free of detail, so that a headline can be set on it later. Write no text.`,
  },
  {
    id: 'device-scene',
    use: 'Detailed constraints',
    name: 'Screen on a device',
    text: `Show this screen on a modern, unbranded device with thin bezels, lying on an oak desk.
Screen: exactly this design, undistorted apart from the perspective, every icon and every word legible: {text}
Camera: 30° from above, 50 mm, the whole screen in focus.
Light: large window on the left, no glare on the screen, soft shadow to the right.
Not in the picture: hands, other devices, brand names, plants, coffee cups.`,
  },
  {
    id: 'key-visual',
    use: 'Detailed constraints',
    name: 'Campaign key visual',
    text: `A campaign key visual from this layout, for {target}.
Composition: as in the layout; the headline area stays calm and has enough contrast.
Subject: sharp, real textures, correct anatomy, no idealised skin.
Light: one key light from the upper right, a faint rim light from behind, deep but open shadows.
Colour: the layout’s own palette, one accent at the most, neutral whites.
Finish: medium-format photograph, fine grain, no vignette, no lens flare, no border, no watermark.`,
  },
  {
    id: 'print-poster',
    use: 'Detailed constraints',
    name: 'Poster on a wall',
    text: `Show this design as a matt printed poster in a thin black frame, hung straight on a light concrete wall.
Print: exactly this design, colours as they are, all words letter for letter, no reflections over the type.
Frame: parallel to the picture’s edges, the whole poster visible, a margin of wall of one tenth on every side.
Light: soft daylight from the upper left, one soft shadow to the lower right.
Not in the picture: people, furniture, plants, other posters.`,
  },
]

/** The uses of presets, in their order. */
export function usesOf(presets: readonly Preset[]): readonly string[] {
  return [...new Set(presets.map(({ use }) => use))]
}

/** The presets with all words of the query in their use, name or text; all of them for an empty query. */
export function searchPresets(presets: readonly Preset[], query: string): readonly Preset[] {
  return presets.filter(({ use, name, text }) => hasWords(`${use} ${name} ${text}`, query))
}
