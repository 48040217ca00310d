import type { Preset } from './variant-presets.ts'

/**
 * What "polished" can mean for swaps. The render replaces the mockup, so each preset keeps the layout and
 * fills the frame to its edges. Read by people, like the presets for variants.
 */
export const swapPresets: readonly Preset[] = [
  {
    id: 'swap-product-shot',
    use: 'Photograph',
    name: 'Photographic product shot',
    text: `Turn this mockup into a real studio photograph of the product that it shows. Keep the composition: same crop, same camera angle, every object at the same place and the same size.
Shape, proportions, colours, logo and label stay as drawn, every word letter for letter. Flat fills become real materials: glass, metal, card, fabric, with true thickness, fine edges and soft reflections.
One large softbox from the upper left, a weaker fill from the right, a soft contact shadow under the product. 85 mm lens, everything in focus, neutral whites.
The background goes on to all four edges: no border, no margin, no added objects, no added text.`,
  },
  {
    id: 'swap-hero',
    use: 'Photograph',
    name: 'Marketing hero',
    text: `Turn this mockup into the finished hero picture of a marketing page. Keep the composition: subject, headline, buttons and free space stay where they are, at the size they have.
Text and brand as drawn: every word letter for letter, in the same type, weight and colour; the logo untouched. Behind text the picture stays calm, with enough contrast to read it.
Placeholder shapes become what they stand for: people with natural skin, real products, real places. Warm morning light from one side, gentle depth of field behind the subject, the mockup’s own palette.
The scene reaches to all four edges: no border, no device around it, no watermark, no added text.`,
  },
  {
    id: 'swap-clay',
    use: 'Render',
    name: 'Clay render',
    text: `Render this mockup as a clay model. Keep the composition: every element at its place, with its outline and proportions, seen straight from the front.
Each element becomes a solid of soft matt clay with rounded edges, as high as it is important: panels low, buttons and pictures a little higher. The mockup’s own colours, slightly muted. Words and logo are pressed into the clay, letter for letter, sharp enough to read.
Soft studio light from the upper left, short soft shadows, gentle ambient occlusion, no gloss, no texture but a faint grain.
The clay ground goes on to all four edges: no border, no room around it, no added objects, no added text.`,
  },
  {
    id: 'swap-device',
    use: 'Scene',
    name: 'Device scene',
    text: `Turn this mockup of a device into a photograph of a real one in a real place. Keep the composition: the device at the same place, the same size and the same angle, its edges parallel to those drawn.
The screen shows exactly what is drawn on it, every icon at its place and every word letter for letter, sharp and evenly lit, without glare. The device is modern and unbranded: thin bezels, aluminium and glass.
What is around it becomes a calm place that suits its colours: a wooden desk, a stone sill, a plain wall, slightly out of focus. Daylight from the left, soft shadows to the right.
The place goes on to all four edges: no border, no hands, no second device, no added text. Where the mockup is a bare screen, it stays one and fills the picture.`,
  },
  {
    id: 'swap-print',
    use: 'Scene',
    name: 'Print mock',
    text: `Turn this mockup into a photograph of the same design in print, seen straight from above. Keep the composition: the design at the same place and size, its edges parallel to the picture’s, nothing tilted, nothing cut off.
The print is exact: colours as they are, logo untouched, every word letter for letter, in the same type. Uncoated paper with a faint grain, true ink, crisp edges; folds, foil or stacked sheets only where the mockup shows them.
Soft daylight from the upper left, a hairline of shadow under the paper’s edges, no reflections over the type.
The paper, or the surface that the mockup shows under it, goes on to all four edges: no border, no props, no hands, no added text.`,
  },
]
