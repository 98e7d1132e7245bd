// What people ask for about their own data (PROTOCOL 5.20), as sync/kinds/events/data_request.json says.

export const DATA_REQUEST = 'data_request'
export const WISHES = ['correct', 'withdraw', 'erase'] as const
export type Wish = (typeof WISHES)[number]

/** Of what is to be corrected, in code points. */
export const MOST_TEXT = 120

/** A request as the server tells of it; one that it has not seen has no days. */
export interface DataRequest {
  id: string
  wish: Wish
  text: string | null
  received: string | null
  answer_by: string | null
  outcome: 'done' | 'refused' | null
  answer: string | null
  answered: string | null
}

/** Whether a request still waits for its answer. */
export const isOpen = ({ outcome }: DataRequest): boolean => outcome === null
