/** Why one change cannot be taken: a code of the register of problems, and the field's name. */
export class ChangeRefused extends Error {
  readonly code: string
  readonly field: string | null

  constructor(code: string, field: string | null = null) {
    super(field === null ? code : `${code}: ${field}`)
    this.name = 'ChangeRefused'
    this.code = code
    this.field = field
  }
}
