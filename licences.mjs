/** What is bundled of other people, with the notices that their licences ask to be in every copy. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The packages that have any code or style in a build.
 *
 * @param metafile esbuild's
 * @param root the folder that its paths are relative to
 * @returns by name: `{ name, version, licence, copyright, terms }`, all of them text
 */
export async function packagesIn(metafile, root) {
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs))
  const folders = inputs.flatMap(([path, { bytesInOutput }]) =>
    bytesInOutput > 0 ? (/^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []) : [],
  )
  const packages = [...new Set(folders)].map((folder) => readPackage(join(root, folder)))
  return (await Promise.all(packages)).sort((a, b) => (a.name < b.name ? -1 : 1))
}

async function readPackage(folder) {
  const { name, version, license } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  )
  const file = (await readdir(folder)).find((each) => /^licen[cs]e(\.(md|txt))?$/i.test(each))
  const text = file === undefined ? '' : await readFile(join(folder, file), 'utf8')
  const copyright = /^copyright.*$/im.exec(text)?.[0].trim()
  if (typeof license !== 'string' || copyright === undefined) {
    throw new Error(`${name} can’t be bundled: no licence with a copyright is found in it.`)
  }
  // The title and the copyright stand first; line breaks differ from package to package.
  const terms = text
    .slice(text.indexOf(copyright) + copyright.length)
    .replace(/\s+/g, ' ')
    .trim()
  return { name, version, licence: license, copyright, terms }
}

/** One line a package: "zod 4.6.7, MIT. Copyright (c) 2025 Colin McDonnell". */
export function namesOf(packages) {
  return packages.map(({ name, version, licence, copyright }) =>
    `${name} ${version}, ${licence}. ${copyright}`.replace(/\*\/|-->/g, ''),
  )
}

/** All packages, and below them the terms, each once. */
export function noticeOf(packages) {
  const terms = new Set(packages.map((each) => each.terms.replace(/-{2,}/g, '-')))
  return ['Restage contains:', ...namesOf(packages), '', ...terms].join('\n')
}
