import { ChangeRefused } from '../rules/refusal'
import type { Kind } from '../rules/screening'

/**
 * The last look at a text before it is kept: the form has looked while it was typed, unless its
 * rules had not come yet. Throws ChangeRefused. Where the rules cannot be had, the server looks.
 */
export async function checkText(
  text: unknown,
  field: string,
  allowed: readonly Kind[] = [],
): Promise<void> {
  if (typeof text !== 'string' || text === '') return
  const rules = await import('../rules/screening').catch(() => null)
  if (rules && rules.findCitizenData(text.normalize('NFC'), allowed).length > 0) {
    throw new ChangeRefused('citizen_data', field)
  }
}
