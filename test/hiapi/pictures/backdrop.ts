import type { SKRSContext2D } from '@napi-rs/canvas'
import type { Palette } from './palette.ts'
import type { Size } from './size.ts'

type Scene = (context: SKRSContext2D, size: Size, colours: Palette, random: () => number) => void

/** The scene behind the reference: a wall, one kind of shape on it, a surface, light. */
export const backdrop: Scene = (context, size, colours, random) => {
  wall(context, size, colours, random)
  const scene = scenes[Math.floor(random() * scenes.length)] ?? discs
  context.save()
  scene(context, size, colours, random)
  context.restore()
  if (random() < 0.6) surface(context, size, colours, random)
  lights(context, size, colours, random)
}

const wall: Scene = (context, { width, height }, colours, random) => {
  const angle = random() * Math.PI
  const x = (Math.cos(angle) * width) / 2
  const y = (Math.sin(angle) * height) / 2
  const fill = context.createLinearGradient(
    width / 2 - x,
    height / 2 - y,
    width / 2 + x,
    height / 2 + y,
  )
  fill.addColorStop(0, colours.high)
  fill.addColorStop(0.55, colours.mid)
  fill.addColorStop(1, colours.low)
  context.fillStyle = fill
  context.fillRect(0, 0, width, height)
}

const discs: Scene = (context, { width, height }, colours, random) => {
  const unit = Math.min(width, height)
  for (let i = 0; i < 6; i += 1) {
    const x = random() * width
    const y = random() * height
    const radius = unit * (0.1 + random() * 0.34)
    const fill = context.createLinearGradient(x - radius, y - radius, x + radius, y + radius)
    fill.addColorStop(0, i % 3 === 0 ? colours.accent : colours.light)
    fill.addColorStop(1, colours.low)
    context.globalAlpha = 0.35 + random() * 0.4
    context.fillStyle = fill
    context.beginPath()
    context.arc(x, y, radius, 0, Math.PI * 2)
    context.fill()
  }
}

const rings: Scene = (context, { width, height }, colours, random) => {
  const unit = Math.min(width, height)
  const x = width * (0.2 + random() * 0.6)
  const y = height * (0.2 + random() * 0.6)
  for (let i = 1; i <= 9; i += 1) {
    context.globalAlpha = 0.65 - i * 0.05
    context.strokeStyle = i % 4 === 0 ? colours.accent : colours.light
    context.lineWidth = unit * (0.008 + random() * 0.03)
    context.beginPath()
    context.arc(x, y, unit * 0.1 * i, 0, Math.PI * 2)
    context.stroke()
  }
}

const hills: Scene = (context, { width, height }, colours, random) => {
  const fills = [colours.light, colours.accent, colours.mid, colours.low]
  fills.forEach((fill, layer) => {
    const base = height * (0.42 + layer * 0.14)
    const swell = height * (0.05 + random() * 0.08)
    const length = width * (0.3 + random() * 0.4)
    const shift = random() * Math.PI * 2
    context.globalAlpha = 0.75
    context.fillStyle = fill
    context.beginPath()
    context.moveTo(0, height)
    for (let i = 0; i <= 64; i += 1) {
      const x = (width * i) / 64
      context.lineTo(x, base + Math.sin((x / length) * Math.PI * 2 + shift) * swell)
    }
    context.lineTo(width, height)
    context.fill()
  })
}

const beams: Scene = (context, { width, height }, colours, random) => {
  const reach = Math.hypot(width, height) * 1.2
  context.translate(width * random(), -height * 0.1)
  for (let i = 0; i < 12; i += 1) {
    const angle = (i / 12) * Math.PI + random() * 0.1
    const spread = 0.04 + random() * 0.09
    context.globalAlpha = 0.16 + random() * 0.24
    context.fillStyle = i % 4 === 1 ? colours.accent : colours.light
    context.beginPath()
    context.moveTo(0, 0)
    context.lineTo(Math.cos(angle - spread) * reach, Math.sin(angle - spread) * reach)
    context.lineTo(Math.cos(angle + spread) * reach, Math.sin(angle + spread) * reach)
    context.fill()
  }
}

const arches: Scene = (context, { width, height }, colours, random) => {
  const count = 2 + Math.floor(random() * 3)
  const wide = width / count
  for (let i = 0; i < count; i += 1) {
    const top = height * (0.12 + random() * 0.25)
    const fill = context.createLinearGradient(0, top, 0, height)
    fill.addColorStop(0, i % 2 === 0 ? colours.light : colours.accent)
    fill.addColorStop(1, colours.low)
    context.globalAlpha = 0.7
    context.fillStyle = fill
    context.beginPath()
    context.roundRect(wide * (i + 0.1), top, wide * 0.8, height, wide * 0.4)
    context.fill()
  }
}

const tiles: Scene = (context, { width, height }, colours, random) => {
  const cell = Math.max(width, height) / (5 + Math.floor(random() * 4))
  for (let y = 0; y < height; y += cell) {
    for (let x = 0; x < width; x += cell) {
      context.globalAlpha = 0.15 + random() * 0.5
      context.fillStyle = random() < 0.25 ? colours.accent : colours.light
      context.beginPath()
      context.moveTo(x, y)
      if (random() < 0.5) context.arc(x, y, cell, 0, Math.PI / 2)
      else context.lineTo(x + cell, y + cell)
      context.lineTo(x, y + cell)
      context.fill()
    }
  }
}

const scenes: Scene[] = [discs, rings, hills, beams, arches, tiles]

/** A table edge in the lower part, which gives the picture a floor to stand on. */
const surface: Scene = (context, { width, height }, colours, random) => {
  const edge = height * (0.68 + random() * 0.14)
  const fill = context.createLinearGradient(0, edge, 0, height)
  fill.addColorStop(0, colours.light)
  fill.addColorStop(0.08, colours.mid)
  fill.addColorStop(1, colours.low)
  context.save()
  context.globalAlpha = 0.92
  context.fillStyle = fill
  context.fillRect(0, edge, width, height - edge)
  context.restore()
}

const lights: Scene = (context, { width, height }, colours, random) => {
  context.save()
  context.globalCompositeOperation = 'screen'
  for (let i = 0; i < 4; i += 1) {
    const x = random() * width
    const y = random() * height * 0.8
    const radius = Math.max(width, height) * (0.15 + random() * 0.35)
    const glow = context.createRadialGradient(x, y, 0, x, y, radius)
    glow.addColorStop(0, i === 0 ? colours.accent : colours.light)
    glow.addColorStop(1, 'rgba(0, 0, 0, 0)')
    context.globalAlpha = 0.35
    context.fillStyle = glow
    context.fillRect(0, 0, width, height)
  }
  context.restore()
}
