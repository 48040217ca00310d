import { describe, expect, it } from 'vitest'
import { layerName } from '../../../../../ui/engine/planning/variant-name.ts'
import { renderName } from '../../../../../ui/formats/terms.ts'

describe('a layer’s name', () => {
  const tokens = {
    source: 'Poster',
    target: 'Reel cover',
    ratio: '9:16',
    size: { width: 1080, height: 1920 },
    copy: 1,
  }

  it('is made by the pattern; a token that there is not stays', () => {
    expect(layerName('{source}/{target}/{ratio}/{width}x{height}/{copy} {date}', tokens)).toBe(
      'Poster/Reel cover/9:16/1080x1920/1 {date}',
    )
  })

  it('is never empty', () => {
    expect(layerName('  ', tokens)).toBe('Poster · Reel cover')
    expect(layerName('', { ...tokens, copy: 3 })).toBe('Poster · Reel cover · 3')
  })

  it('takes no token out of the source’s own name', () => {
    expect(layerName('{source}', { ...tokens, source: '{target}' })).toBe('{target}')
  })

  it('still tells the target and the copy where the source’s own name is long', () => {
    const long = '🌇'.repeat(5_000)
    const short = `${'🌇'.repeat(79)}…`
    expect(layerName('', { ...tokens, source: long, copy: 2 })).toBe(`${short} · Reel cover · 2`)
    expect(renderName(long, 2)).toBe(`${short} · render · 2`)
  })
})
