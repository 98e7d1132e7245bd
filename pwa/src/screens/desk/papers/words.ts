import activity from 'virtual:words/activity'
import files from 'virtual:words/files'
import papers from 'virtual:words/papers'
import { addWords } from '../../../i18n'

// What papers are called on phones and at the desk, what the desk alone says of them, and what may go wrong
// with files that are sent.
addWords({ ...activity, ...files, ...papers })
