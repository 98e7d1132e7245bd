// How the words of a note are written: with which marks and capitals, and what parts them.
//
// Folding makes "đường" and "dương" one word; where that is not good enough, a rule asks here.

import type { Folded } from './folding'
import { item } from './lists'
import type { Token } from './tokens'

const isCapital = (char: string) => char !== char.toLowerCase()

/** A note's tokens and how each of them stands in the note. */
export class Writing {
  readonly folded: Folded
  readonly tokens: readonly Token[]
  // `private`, for phones of today get #names as helpers of a kilobyte.
  private readonly rawByIndex = new Map<number, string>()
  private readonly shouted: boolean

  constructor(folded: Folded, tokens: readonly Token[]) {
    this.folded = folded
    this.tokens = tokens
    this.shouted = this.isShouted()
  }

  /**
   * Tell whether the note is all capitals, or each of many words begins with one: then capitals
   * say nothing.
   */
  private isShouted(): boolean {
    const { source, at, chars } = this.folded
    const words = this.tokens.filter((token) => !token.isNumber)
    const titled = words.every(({ start }) => isCapital(item(source, item(at, start))))
    if (titled && words.length > 5) return true
    return at.every((place, index) => {
      const letter = chars.charAt(index) >= 'a' && chars.charAt(index) <= 'z'
      return !letter || isCapital(item(source, place))
    })
  }

  /** Tell whether any word is written with marks. */
  get hasMarks(): boolean {
    return this.tokens.some((token, index) => !token.isNumber && !this.unmarked(index))
  }

  /** Give the folded word at a place, "" for a number and outside the note. */
  text(index: number): string {
    const token = this.tokens[index]
    return token === undefined || token.isNumber ? '' : token.text
  }

  /** Give the digits of the number at a place, "" for a word and outside the note. */
  number(index: number): string {
    const token = this.tokens[index]
    return token?.isNumber ? token.text : ''
  }

  /** Give the folded text between token `index` and the next, "" at the end. */
  gap(index: number): string {
    const token = this.tokens[index]
    const next = this.tokens[index + 1]
    if (token === undefined || next === undefined) return ''
    return this.folded.chars.slice(token.end, next.start)
  }

  /** Tell whether only a space or two stand between token `index` and the next. */
  joined(index: number): boolean {
    const gap = this.gap(index)
    return gap === ' ' || gap === '  '
  }

  /** Give the word as written, with its marks, in lower case and without what is unseen. */
  raw(index: number): string {
    const known = this.rawByIndex.get(index)
    if (known !== undefined) return known
    const { start, end } = item(this.tokens, index)
    const places = new Set(this.folded.at.slice(start, end))
    const written = Array.from(places, (place) => item(this.folded.source, place))
    const raw = written.join('').toLowerCase()
    this.rawByIndex.set(index, raw)
    return raw
  }

  /** Tell whether the word stands among these, each with the marks it has there. */
  spelled(index: number, among: ReadonlySet<string>): boolean {
    return this.text(index) !== '' && among.has(this.raw(index))
  }

  /** Tell whether the word is written without any mark. */
  unmarked(index: number): boolean {
    return this.raw(index) === this.text(index)
  }

  /** Tell whether the word begins with a capital that means something. */
  capital(index: number): boolean {
    const token = this.tokens[index]
    if (this.shouted || token === undefined || token.isNumber) return false
    return isCapital(item(this.folded.source, item(this.folded.at, token.start)))
  }
}
