import words from 'virtual:words/activities'
import activity from 'virtual:words/activity'
import { addWords } from '../../../i18n'

// What kinds of activities are called on phones and at the desk, and what the desk alone says of them.
addWords({ ...activity, ...words })
