import activity from 'virtual:words/activity'
import papers from 'virtual:words/papers'
import { addWords } from '../../../i18n'

// What papers are called on phones and at the desk, and what the desk alone says of them.
addWords({ ...activity, ...papers })
