import { expect, test } from 'vitest'
import * as build from '../../../host/builders.ts'
import { inFigma, mark } from '../in-figma.ts'
import { addVariant } from '../sample-variant.ts'

test.each(['constructor', '__proto__', 'toString'])(
  'a note on text that only looks like one, %s, is no remark',
  async (note) => {
    const document = build.createDocument()
    const variant = addVariant(document, 'Story')
    mark(document, variant, 'text', note)
    const code = `say(plugin.remarksOnText(await figma.getNodeByIdAsync('${variant}')).map(String))`
    expect((await inFigma(document, ['variants/laid-layers'], code)).said).toEqual([[]])
  },
)
