import type { hand as vi } from '../vi/hand'

export const hand: Record<keyof typeof vi, string> = {
  'screen.name.hand': 'Hand to a teammate',
  'screen.name.take': 'Take from a teammate',
  'hand.what': '{n} sessions are unsent. This phone keeps them until the server has them.',
  'hand.what.part':
    '{n} changes are unsent, none of them a session. This phone keeps them until the server has them.',
  'hand.how':
    'On the other phone: Từng Ngõ → Recorded → Take from a teammate, then point the camera here.',
  'hand.code': 'Code {n} of {of}, changing by itself',
  'hand.frame': 'Code {n}/{of}',
  'hand.stop': 'Stop at this code',
  'hand.go_on': 'Go on',
  'hand.next': 'Next code',
  'hand.slower': 'Slower',
  'hand.faster': 'Faster',
  'hand.long':
    'That is a lot to scan. Save a file and send it by Zalo or Bluetooth: it is quicker.',
  'hand.by_file': 'Send a file',
  'hand.by_file.why':
    'Another phone with Từng Ngõ or a coordinator can open it. It holds nothing about citizens.',
  'hand.save': 'Save the file',
  'hand.share': 'Share the file',
  'hand.saved': 'The file is saved. Send it to your teammate.',
  'hand.file_line':
    'Từng Ngõ: {n} sessions from the phone of {name}, saved at {when}. Open Từng Ngõ → Recorded → Take from a teammate → Choose a file.',
  'hand.who': 'Who has taken it?',
  'hand.who.why': 'Choose the name when the other phone says so, to remember who has it.',
  'hand.who.pick': 'Choose a name…',
  'hand.done': 'Handed to {name}. This phone keeps it until the server has it.',
  'hand.not.nothing': 'Nothing is left to hand over.',
  'hand.not.practice': 'This is practice: there is nothing to hand over. End it and come back.',
  'hand.not.not_sendable':
    'What is left on this phone cannot be sent yet, so it cannot be handed over: look under what needs mending, or ask the lead. To keep it safe, go back and save a file.',
  'hand.not.no_key':
    'This phone is in no team yet, or cannot sign. Go back and save a file to keep it safe.',
  'hand.not.store': 'The phone cannot read what it has saved. Close Từng Ngõ and open it again.',
  'hand.too_long': 'That is too much for codes. Save the file and send it to the other phone.',
  'take.practice': 'This is practice: nothing can be taken. End it and come back.',
  'take.hold': 'Point the camera at the moving code on the other phone and hold still.',
  'take.no_camera':
    'This phone cannot scan just now. Have the other one save a file and send it, then choose it here.',
  'take.progress': '{n} of {of} codes are here',
  'take.missing': 'Missing: {list}',
  'take.spoilt': 'All codes are here and do not fit together. It begins anew: hold still.',
  'take.done.why':
    'This phone sends it when there is a network. It counts for who recorded it, and only once.',
  'take.done': 'Taken: {n} sessions of {name}',
  'take.done.part': 'Taken: a parcel from {name}',
  'take.another': 'Take from somebody else',
  'take.file': 'Choose a file',
  'take.file.bad': 'This is no parcel of Từng Ngõ, or a part of it is gone.',
  'take.full': 'There is no room left on this phone. Remove some pictures or videos and try again.',
  'take.join_first': 'This phone is in no team yet, so it could not send them. Join first.',
  'carried.home': 'Keeping {n} unsent parcels for teammates. They go out when there is a network.',
  'carried.drop': 'Drop this parcel',
  'carried.dropped': 'Dropped. The phone that recorded it still has those sessions.',
  'carried.title': 'Kept for teammates',
  'carried.of': '{n} sessions of {name}',
  'carried.part': 'A parcel from {name}',
  'carried.waiting': 'Waits for a network',
  'carried.received': 'The server has it',
}
