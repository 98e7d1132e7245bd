import type { count as vi } from '../vi/count'

export const count: Record<keyof typeof vi, string> = {
  'count.people': 'people',
  'count.how':
    'When somebody is done, tap what you helped with. Hold it down to add many people at once.',
  'count.since': '{place} · since {start}',
  'count.kept': 'Every tap is safe on this phone',
  'count.keeping': 'Keeping it on this phone…',
  'count.done': 'Done, save {n} people',
  'count.about': 'Where you are, and people helped twice',
  'count.twice':
    'Each tap is a person. If somebody was helped with two things, take them off here, so that nobody is counted twice.',
  'count.how_many': 'How many more?',
  'count.add': 'Add {n} people',
  'count.open': 'Counting: {n} people',
  'count.open.text':
    'They are safe on this phone and are no session yet. After 15 quiet minutes they are saved by themselves.',
  'count.go_on': 'Go on counting',
  'count.end': 'Save now',
}
