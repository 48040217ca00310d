import { seeded } from '../../seeded.ts'

/** The part of Canvas2D that the picture is drawn with: the browser's and Node's both have it. */
export type Brush = Pick<
  CanvasRenderingContext2D,
  'fillRect' | 'beginPath' | 'moveTo' | 'lineTo' | 'closePath' | 'fill' | 'createLinearGradient'
> & { fillStyle: string | CanvasGradient | CanvasPattern; globalAlpha: number }

export const lakeSize = { width: 1200, height: 400 }

/** Ranges of mountains, from far to near: height of the foot, roughness, colour. */
const ranges = [
  [190, 70, '#7d8fb3'],
  [215, 55, '#5a6f97'],
  [240, 40, '#3d5279'],
] as const

/** Draws a mountain lake at dawn, something like a photograph. The same at each call. */
export function drawLake(brush: Brush): void {
  const { width, height } = lakeSize
  const shore = 250
  const random = seeded(7)

  const sky = brush.createLinearGradient(0, 0, 0, shore)
  sky.addColorStop(0, '#28456b')
  sky.addColorStop(0.6, '#e8a87c')
  sky.addColorStop(1, '#ffe0b0')
  brush.fillStyle = sky
  brush.fillRect(0, 0, width, shore)

  for (const [foot, roughness, colour] of ranges) {
    brush.fillStyle = colour
    brush.beginPath()
    brush.moveTo(0, shore)
    for (let x = 0; x <= width; x += 12) {
      const swell = Math.sin(x / 140 + foot) * roughness + Math.sin(x / 47 + foot) * roughness * 0.3
      brush.lineTo(x, foot - Math.abs(swell) - random() * 8)
    }
    brush.lineTo(width, shore)
    brush.closePath()
    brush.fill()
  }

  const water = brush.createLinearGradient(0, shore, 0, height)
  water.addColorStop(0, '#c98f6f')
  water.addColorStop(0.3, '#5c6f8f')
  water.addColorStop(1, '#1b2d4a')
  brush.fillStyle = water
  brush.fillRect(0, shore, width, height - shore)

  brush.globalAlpha = 0.12
  for (let ripple = 0; ripple < 260; ripple++) {
    const y = shore + random() ** 2 * (height - shore)
    brush.fillStyle = random() < 0.6 ? '#ffe0b0' : '#0b1a30'
    brush.fillRect(random() * width, y, 20 + random() * 120, 1 + (y - shore) / 90)
  }
  brush.globalAlpha = 1
}
