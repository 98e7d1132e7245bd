// How much a help session may hold, as its table says.
import { fields } from '../../../../sync/kinds/help_session.json'

export const MOST_PEOPLE = fields.people.count.most
export const MOST_SERVICES = fields['services.*'].most
export const MOST_NOTE = fields.note.text.most
