import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import * as build from '../../../host/builders.ts'
import { emptyPoster } from './empty-poster.ts'

test('an auto layout of nothing but live layers is one block', async () => {
  const { document, poster, text, box, button, blocks } = emptyPoster()
  box(poster, { x: 600 })
  const copy = build.addFrame(document, poster, {
    name: 'Copy',
    x: 50,
    y: 200,
    width: 400,
    height: 300,
    fills: [],
    layoutMode: 'VERTICAL',
    layoutSizingVertical: 'HUG',
    itemSpacing: 12,
  })
  text(copy, 'Headline', { fontSize: 60 })
  text(copy, 'Smaller below')
  button(copy, 'Buy now')
  expect(await blocks()).toEqual(['flow Copy: Headline, Smaller below, Buy now'])
})

test('a text without a character is no text, in a logo either', async () => {
  const { document, poster, text, box, blocks } = emptyPoster()
  box(poster, { x: 600 })
  const logo = build.addFrame(document, poster, { name: 'Logo', width: 120, height: 40, fills: [] })
  text(logo, 'Acme')
  text(logo, '')
  expect(await blocks()).toEqual(['logo Logo: Acme'])
})

test('an auto layout with art in it is taken apart; its texts belong together', async () => {
  const { document, poster, text, box, read } = emptyPoster()
  const copy = build.addFrame(document, poster, {
    name: 'Copy',
    fills: [],
    layoutMode: 'VERTICAL',
    layoutSizingVertical: 'HUG',
    width: 500,
  })
  text(copy, 'Headline', { fontSize: 60 })
  box(copy, { width: 500, height: 400 })
  text(copy, 'Below the picture')
  const { blocks } = await read()
  const found = blocks.map(({ kind, name, group }) => [kind, name, group === copy])
  expect(found).toEqual([
    ['text', 'Headline', true],
    ['text', 'Below the picture', true],
  ])
})

test('an auto layout that pushes its content apart is taken apart', async () => {
  const { document, poster, text, box, read } = emptyPoster()
  box(poster)
  const copy = build.addFrame(document, poster, {
    fills: [],
    width: 400,
    height: 900,
    layoutMode: 'VERTICAL',
    primaryAxisAlignItems: 'SPACE_BETWEEN',
  })
  text(copy, 'Headline', { fontSize: 60 })
  text(copy, 'Small print')
  const { blocks } = await read()
  expect(blocks.map(({ name, group }) => [name, group])).toEqual([
    ['Headline', undefined],
    ['Small print', undefined],
  ])
})

test('a button keeps its pill and its icon, a card with a photo does not stay whole', async () => {
  const { document, poster, text, box, button, blocks } = emptyPoster()
  button(poster, 'Buy now', { x: 40, y: 40 })
  const badge = build.addGroup(document, poster, [
    build.addEllipse(document, poster, { x: 700, y: 40, width: 150, height: 150 }),
    text(poster, '−50 %', { x: 730, y: 100 }),
  ])
  build.person(document).rename(badge, 'Badge')
  const card = build.addFrame(document, poster, {
    name: 'Card',
    y: 300,
    width: 300,
    height: 300,
    fills: [build.solid('#eeeeee')],
  })
  const photo = document.images.add(createCanvas(4, 4).toBuffer('image/png'))
  box(card, { fills: [{ type: 'IMAGE', imageHash: photo, scaleMode: 'FILL' }] })
  text(card, 'On a card', { y: 200 })
  const panel = build.addFrame(document, poster, {
    y: 600,
    width: 1000,
    height: 400,
    fills: [build.solid('#202020')],
  })
  text(panel, 'On a large panel', { x: 20, y: 20 })
  expect(await blocks()).toEqual([
    'rigid Button Buy now: Buy now',
    'rigid Badge: −50 %',
    'text On a card: On a card',
    'text On a large panel: On a large panel',
  ])
})

test('a button with an icon that a mask cuts out stays whole', async () => {
  const { document, poster, text, box, button, blocks } = emptyPoster()
  box(poster, { y: 800 })
  const made = button(poster, 'Buy now')
  const shape = box(made, { x: 150, y: 10, width: 30, height: 30, isMask: true })
  build.addGroup(document, made, [shape, box(made, { x: 140, width: 60, height: 60 })])
  const other = button(poster, 'Read on', { y: 300 })
  const words = text(other, 'A', { x: 100, y: 10, isMask: true })
  build.addGroup(document, other, [words, box(other, { x: 90, width: 60, height: 60 })])
  expect(await blocks()).toEqual(['rigid Button Buy now: Buy now', 'rigid Button Read on: Read on'])
})

test('a text tells which small shape it stands on that is no part of its block', async () => {
  const { document, poster, text, box, button, read } = emptyPoster()
  box(poster, { name: 'Half of it', width: 1000, height: 500 })
  box(poster, { name: 'Beside', x: 600, y: 40 })
  box(poster, { name: 'Pill', x: 40, y: 40, width: 200, height: 60 })
  text(poster, 'Book a seat', { x: 50, y: 50 })
  text(poster, 'On a large shape', { x: 40, y: 300 })
  button(poster, 'Buy now', { x: 40, y: 600 })
  const group = build.addGroup(document, poster, [
    box(poster, { name: 'Grouped', x: 500, y: 600, width: 200, height: 60 }),
    text(poster, 'In a group', { x: 510, y: 610 }),
  ])
  build.person(document).rename(group, 'Badge')
  const { blocks } = await read()
  expect(blocks.map(({ name, shape }) => [name, shape])).toEqual([
    ['Book a seat', 'Pill'],
    ['On a large shape', undefined],
    ['Button Buy now', undefined],
    ['Badge', undefined],
  ])
})

test('the parts of a price keep their places, a headline and the line below it do not', async () => {
  const { document, poster, text, box, blocks } = emptyPoster()
  box(poster, { x: 800 })
  const price = [
    text(poster, '9', { y: 700, fontSize: 90 }),
    text(poster, '99', { x: 60, y: 705, fontSize: 40 }),
  ]
  build.person(document).rename(build.addGroup(document, poster, price), 'Price')
  const words = [
    text(poster, 'Headline', { fontSize: 40 }),
    text(poster, 'A line below', { y: 60 }),
  ]
  build.addGroup(document, poster, words)
  expect(await blocks()).toEqual([
    'text Headline: Headline',
    'text A line below: A line below',
    'rigid Price: 9, 99',
  ])
})

test('a logo is known by its name, or by that of its main component', async () => {
  const { document, poster, text, box, blocks } = emptyPoster()
  text(poster, 'Words', { y: 500 })
  box(poster, { name: 'Acme logo', width: 100, height: 60 })
  box(poster, { name: 'Brand picture', y: 600, width: 1000, height: 400 })
  const mark = build.addComponent(document, document.currentPage, {
    name: 'Wordmark',
    width: 120,
    height: 40,
  })
  box(mark, { width: 120, height: 40 })
  build.addInstance(document, poster, mark, { name: 'Top right', x: 800, y: 0 })
  expect(await blocks()).toEqual(['logo Acme logo: ', 'logo Top right: ', 'text Words: Words'])
})

test('a sentence about a brand is no logo, a word that is called one is', async () => {
  const { poster, text, box, blocks } = emptyPoster()
  box(poster, { y: 800 })
  text(poster, 'Build your brand')
  text(poster, 'Acme Ltd', { name: 'Logo', y: 100 })
  text(poster, 'LOGO', { y: 200 })
  text(poster, 'The Brand Co', { name: 'Logo', y: 300 })
  text(poster, 'The Brand Co', { name: 'Brand logo', y: 400 })
  text(poster, 'Build your\nbrand today', { name: 'Build your brand', y: 500 })
  expect(await blocks()).toEqual([
    'text Build your brand: Build your brand',
    'logo Logo: Acme Ltd',
    'logo LOGO: LOGO',
    'logo Logo: The Brand Co',
    'logo Brand logo: The Brand Co',
    'text Build your brand: Build your\nbrand today',
  ])
})

test('turned and on a path it is only scaled; in an instance it is as anywhere', async () => {
  const { document, poster, text, box, blocks } = emptyPoster()
  box(poster, { x: 800, y: 800 })
  text(poster, 'Turned', { x: 500, y: 500, rotation: 30 })
  build.addTextPath(document, poster, { name: 'Round', characters: 'Round', x: 100, width: 90, height: 90 }) // oxfmt-ignore
  const component = build.addComponent(document, document.currentPage, {
    width: 500,
    height: 500,
    y: 2000,
  })
  text(component, 'Of a component', { y: 200 })
  build.addInstance(document, poster, component, { y: 0 })
  expect(await blocks()).toEqual([
    'rigid Round: Round',
    'text Of a component: Of a component',
    'rigid Turned: Turned',
  ])
})
