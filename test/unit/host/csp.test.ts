import { expect, test } from 'vitest'
import { contentSecurityPolicy } from '../../host/csp.ts'
import { frameHtml } from '../../host/frame-html.ts'
import { themeVariables } from '../../host/theme.ts'

const networkAccess = {
  allowedDomains: ['https://api.hiapi.ai'],
  devAllowedDomains: ['http://localhost:8787'],
}

test('the allowed domains, and in development the others too', () => {
  expect(contentSecurityPolicy({ networkAccess })).toContain(
    'connect-src https://api.hiapi.ai http://localhost:8787;',
  )
  const published = contentSecurityPolicy({ networkAccess }, { development: false })
  expect(published).toContain('connect-src https://api.hiapi.ai;')
  expect(published).toContain('img-src data: blob: https://api.hiapi.ai;')
  expect(published).toContain('default-src data:;')
  expect(published).not.toContain('localhost')
})

test('a path is kept: without a slash at its end nothing else of the host is let through', () => {
  const allowedDomains = ['https://api.hiapi.ai', 'https://www.hiapi.ai/api/pricing']
  expect(contentSecurityPolicy({ networkAccess: { allowedDomains } })).toContain(
    'connect-src https://api.hiapi.ai https://www.hiapi.ai/api/pricing;',
  )
})

test('none is none, and no entry is any', () => {
  const none = { networkAccess: { allowedDomains: ['none'] } }
  expect(contentSecurityPolicy(none)).toContain("connect-src 'none'")
  expect(contentSecurityPolicy({})).toContain('connect-src *')
})

test('policy and theme come before everything of the page', () => {
  const html = frameHtml(
    '<!doctype html><html><head><script>1</script>',
    { networkAccess },
    {
      theme: 'dark',
    },
  )
  expect(html).toMatch(/^<!doctype html><html><head><meta charset="utf-8"><meta http-equiv=/)
  expect(html.indexOf('figma-dark')).toBeLessThan(html.indexOf('<script>1'))
  expect(frameHtml('<b>x', { networkAccess }, { theme: null })).toMatch(/^<meta.*<b>x$/)
})

test('both themes have every colour, and differ', () => {
  const light = themeVariables('light')
  const dark = themeVariables('dark')
  expect(Object.keys(light)).toEqual(Object.keys(dark))
  expect(light['--figma-color-bg']).toBe('#ffffff')
  expect(dark['--figma-color-bg']).toBe('#2c2c2c')
})
