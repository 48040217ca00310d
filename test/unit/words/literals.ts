import ts from 'typescript'
import { parse } from './source-files.ts'

/** A text as it stands in the code; "…" for what is filled in. */
export interface Literal {
  readonly file: string
  readonly line: number
  readonly text: string
  readonly node: ts.Node
}

/** Every text in a file: strings, templates, and what stands between tags. */
export function literalsOf(file: string): readonly Literal[] {
  const source = parse(file)
  const found: Literal[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return
    const text = textOf(node)
    if (text !== null && /\p{L}/u.test(text)) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
      found.push({ file, line, text, node })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) return node.text
  if (!ts.isTemplateExpression(node)) return null
  return [node.head.text, ...node.templateSpans.map(({ literal }) => `…${literal.text}`)].join('')
}

/** What a designer reads or hears of an element, other than its contents. */
const shownOfElements =
  /^(aria-(label|description|placeholder|roledescription|valuetext)|alt|title|placeholder|label)$/
const shownOfComponents = /^(hint|text|name|cancel|why|problem)$|Label$/

/** Whether the window shows a text as it stands in the code, as far as the code tells. */
export function isShown({ node, text }: Literal): boolean {
  if (isForDevelopers(node)) return false
  return ts.isJsxText(node) || isInShownPlace(node) || readsAsSentence(text) || isLabel(node, text)
}

/** Two words with a blank between them; no selector, class or type of a file looks like that. */
function readsAsSentence(text: string): boolean {
  return (
    /\p{L}{2,}[,.:;!?’”]* (\p{L}{2,}|…)|… \p{L}{2,}/u.test(text) && !/[{}<>=]|;\S|\w\(/.test(text)
  )
}

/** A word with a capital, unless it is compared with something, as the name of a key is. */
function isLabel({ parent }: ts.Node, text: string): boolean {
  return (
    /^\p{Lu}\p{Ll}+…?$/u.test(text) && !ts.isBinaryExpression(parent) && !ts.isCaseClause(parent)
  )
}

function isInShownPlace(node: ts.Node): boolean {
  const { parent } = node
  if (ts.isJsxAttribute(parent)) return isShownAttribute(parent)
  if (ts.isJsxExpression(parent)) {
    return !ts.isJsxAttribute(parent.parent) || isShownAttribute(parent.parent)
  }
  const isPassedOn =
    (ts.isConditionalExpression(parent) && parent.condition !== node) ||
    ts.isParenthesizedExpression(parent) ||
    (ts.isBinaryExpression(parent) && /^(&&|\|\||\?\?|\+)$/.test(parent.operatorToken.getText()))
  return isPassedOn && isInShownPlace(parent)
}

/** Components take what they show by names of their own; an element's `name` is for the browser. */
function isShownAttribute({ name, parent }: ts.JsxAttribute): boolean {
  const isElement = /^[a-z]/.test(parent.parent.tagName.getText())
  return isElement
    ? shownOfElements.test(name.getText())
    : shownOfElements.test(name.getText()) || shownOfComponents.test(name.getText())
}

/** The console, by `warned` too, an error's own message, why something is aborted, and selectors. */
const toDevelopers = /^(console\.\w+|super|warned)$|\.(abort|querySelector(All)?|closest|matches)$/

/** Errors and the console speak to developers; types to the compiler. */
function isForDevelopers(node: ts.Node): boolean {
  for (let each: ts.Node = node; !ts.isSourceFile(each); each = each.parent) {
    if (ts.isTypeNode(each) || ts.isThrowStatement(each)) return true
    if (ts.isNewExpression(each) && /Error$|Exception$/.test(each.expression.getText())) return true
    if (ts.isCallExpression(each) && toDevelopers.test(each.expression.getText())) return true
  }
  return false
}

/** Whether a sentence is glued: a word is chosen within it, or counted by itself. */
export function isGlued({ node }: Literal): boolean {
  if (ts.isBinaryExpression(node.parent)) return node.parent.operatorToken.getText() === '+'
  if (!ts.isTemplateExpression(node)) return false
  return node.templateSpans.some(({ expression }) => holdsWords(expression))
}

function holdsWords(node: ts.Node): boolean {
  if (ts.isElementAccessExpression(node) || isFactsInARow(node) || isComparison(node)) return false
  if (ts.isIdentifier(node)) return isNameOfWords(node)
  const isText = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)
  if (isText && /\p{L}/u.test(textOf(node) ?? '')) return true
  return ts.forEachChild(node, holdsWords) ?? false
}

function isComparison(node: ts.Node): boolean {
  return ts.isBinaryExpression(node) && /^[!=]==$/.test(node.operatorToken.getText())
}

/** "1 picture fetched again, 2 pictures placed again": each is whole by itself, and none a sentence. */
function isFactsInARow(node: ts.Node): boolean {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false
  const [between] = node.arguments
  return (
    node.expression.name.text === 'join' &&
    between !== undefined &&
    ts.isStringLiteralLike(between) &&
    [', ', ' · '].includes(between.text)
  )
}

/** Whether it names words that the same function has put together before. */
function isNameOfWords(node: ts.Identifier): boolean {
  if (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) return false
  for (let each: ts.Node = node; !ts.isSourceFile(each); each = each.parent) {
    if (!ts.isBlock(each)) continue
    const found = each.statements
      .filter((statement) => ts.isVariableStatement(statement))
      .flatMap(({ declarationList }) => [...declarationList.declarations])
      .find(({ name }) => name.getText() === node.text)
    if (found?.initializer !== undefined) return holdsWords(found.initializer)
  }
  return false
}
