import type { later as vi } from '../vi/later'
import { count } from './count'
import { crew } from './crew'
import { guides } from './guides'
import { hand } from './hand'
import { log } from './log'
import { numbers } from './numbers'
import { ready } from './ready'

export const later: Record<keyof typeof vi, string> = {
  ...count,
  ...crew,
  ...guides,
  ...hand,
  ...log,
  ...numbers,
  ...ready,
  'do.save': 'Save',
  'do.later': 'Later',
  'do.send': 'Send now',
  'desk.period': 'Period',
  'screen.name.snapshot': 'Closed figures',
  'desk.days': '{from} – {to}',
  'desk.by.service': 'Service',
  'desk.people': 'people helped',
  'desk.turns': 'turns of help',
  'desk.volunteers': 'Union members’ turns',
  'team.since': 'since {day}',
  'phones.why': 'Ask for the two words on the phone’s screen. If they are the same, approve.',
  'review.open': 'Open the session',
  'practice.title': 'PRACTICE.',
  'practice.text': 'Nothing is sent and nothing counts.',
  'practice.end': 'End practice',
  'practice.begin': 'Practise',
  'practice.list': 'This is practice, so nothing is sent. What stands here goes when you end it.',
  'practice.why': 'Log for practice. Nothing of it is sent or counted.',
  'practice.not_now':
    'Practice could not be opened on this phone. Free some of its memory and try again.',
  'do.show_more': 'Show more',
  'home.update': 'There is a new version.',
  'home.update.take': 'Update',
  'home.upgrade':
    'The server wants a newer version. You can go on logging and sending; update when online.',
  'home.install':
    'Put it on the home screen: one tap opens it, and the phone keeps what you log more safely.',
  'home.install.take': 'Install',
  'home.old':
    'Something logged {when} has still not been sent. When online, open the app and tap Send now.',
  'home.very_old': '{n} items have been on this phone alone for {days} days',
  'home.very_old.text':
    'If this phone is lost or breaks, they are gone. Find a place with a network and send them; until then keep them in a file.',
  'home.lost.title': 'The browser has deleted what was kept on this phone',
  'home.lost.some':
    'At {when} the phone held {n} changes that were not sent. What the server has not received of them cannot be brought back; what it has received is safe.',
  'home.lost.none':
    'At {when} the phone held nothing unsent. What was logged after that and not sent cannot be brought back.',
  'home.lost.unknown':
    'What the server has received is safe. What was not sent cannot be brought back.',
  'home.lost.look': 'Look',
  'home.lost.todo':
    'Join the team again, then install the app so that the browser keeps it better.',
  'home.lost.understood': 'Understood',

  'home.refused.title': 'The team did not accept {name}',
  'home.unknown.title': 'The server does not know {team}',
  'home.unknown.text':
    'The server was restored from an old backup. What you logged is still on this phone; join the team again, and the phone sends it.',
  'home.ended.title': '{name} is no longer in the team',
  'home.not_taken':
    'What you log from now on stays on this phone, unsent. Ask the lead for a new code.',
  'home.not_taken.others':
    'What you log from now on stays on this phone, unsent. Choose another person who holds the phone, or ask the lead for a new code.',
  'home.not_taken.choose': 'Choose another',
  'home.not_taken.code': 'Enter a new code',

  'copy.done': 'Copied',
  'copy.by_hand': 'Hold, then choose Copy',

  'problem.unnamed': 'Something did not work ({code}). Try again; if it stays, tell a coordinator.',
  'problem.unreachable': 'The server cannot be reached. Try again when online.',
  'problem.server_trouble': 'The server is busy or in trouble. Try again in a few minutes.',
  'problem.accepted': 'Somebody in charge has looked and accepted this change.',
  'problem.applied': 'The server has taken this change.',
  'problem.edited': 'Somebody in charge has looked, put this change right and accepted it.',
  'problem.refused': 'Somebody in charge has looked and did not accept this change.',
  'problem.conflict':
    'Somebody changed the same thing before you. Yours is kept; the team lead will choose.',
  'problem.storage_full':
    'The phone is nearly full and cannot store more. Delete some photos or films and try again.',
  'problem.storage_unavailable':
    'The browser does not let us store on this phone (perhaps a private window). Use a normal one.',
  'problem.newer_version':
    'This phone has used a newer version. Close all windows and open the app again.',

  'missing.text': 'The address may be incomplete, or the page has moved.',
  'missing.home': 'To the log',
  'missing.desk': 'To the desk',

  'gate.chat': 'a chat app',
  'gate.title': 'Open in Chrome to log',
  'gate.title.ios': 'Open in Safari to log',
  'gate.why':
    'You are inside {app}. What you log here may be lost, so open it in the phone’s own browser.',
  'gate.open': 'Open in Chrome',
  'gate.step1': 'Tap the three dots ⋯ at the top corner',
  'gate.step2': 'Choose “Open in browser” or “Open in Chrome”',
  'gate.step2.ios': 'Choose “Open in browser” or “Open in Safari”',
  'gate.or_copy': 'Not there? Copy the link, open the browser and paste it.',
  'gate.copy': 'Copy the link',

  'session.unknown': 'This phone does not have that session. It may have moved or been erased.',
  'session.void': 'Taken back',
  'session.where.here': 'Only on this phone so far. It is sent by itself once online.',
  'session.where.sending': 'On its way to the server.',
  'session.where.received': 'The server has received this session and keeps it.',
  'session.where.awaiting':
    'The server has received it. It counts once the team has approved this phone.',
  'session.where.attention': 'The server keeps it and somebody has to look. The reason is below.',
  'session.why': 'Why, and what to do',
  'session.todo':
    'If it is wrong, correct it below and save the changes. If it is right, leave it; somebody will look.',
  'session.reason': 'The coordinator wrote: “{reason}”',
  'session.fields': 'Look at: {fields}',
  'session.understood': 'Understood',
  'session.someone': 'somebody in the team',
  'session.companions': 'Worked together with',
  'session.save': 'Save changes',
  'session.saved': 'Changes saved on this phone',
  'session.cancel': 'Take back',
  'session.cancel.question': 'Take this session back?',
  'session.cancel.detail': 'It no longer counts. You can bring it back.',
  'session.cancel.unsaved':
    'What you changed and have not saved is lost. The session no longer counts; you can bring it back.',
  'session.cancel.yes': 'Take back',
  'session.voided': 'The session was taken back',
  'session.restore': 'Bring it back',

  'field.day': 'Day',
  'field.start': 'Started at',
  'field.people': 'People',
  'field.place_kind': 'Kind of place',
  'field.place': 'Place',
  'field.age_band': 'Age',
  'field.companions': 'Companions',
  'field.note': 'Note',
  'field.status': 'State',
  'field.name': 'Name',
  'field.live': 'Live',
  'field.none': 'empty',

  'sent.which': 'Show sessions',
  'sent.last': 'Last met the server: {when}',
  'sent.never': 'On this phone there is no trace of meeting the server',
  'sent.empty.here': 'Nothing is only on this phone.',
  'sent.empty.attention': 'Nothing has to be corrected.',
  'sent.empty.received': 'On this phone there is no session that the server has received.',
  'sent.empty.received.older':
    'The server has {n} items from this phone; what they say is no longer kept here.',
  'sent.other': 'Another change',
  'sent.export': 'Save to a file',
  'sent.export.why': 'Changing phones? Keep what is unsent in a file.',
  'sent.exported': 'Saved to a file. The sessions stay on this phone too.',
  'sent.nothing_to_export': 'There is nothing unsent to save.',
  'sent.end.unjoined': 'You are in no team yet. After you join, the phone sends {n} records.',
  'sent.end.signed_out': 'This phone has to join again. {n} records are still safe on it.',
  'sent.end.not_taken':
    '{name} is not in the team now. {n} records are safe on this phone, unsent.',
  'sent.end.revoked': 'This phone is no longer in the team. What it sent is kept for the lead.',
  'sent.end.revoked.here':
    'This phone is no longer in the team. {n} records are still on it, unsent. Ask for a new code, or tap again once you are online, so that the lead can look at them.',
  'sent.end.offline':
    'The server cannot be reached. {n} records are safe on this phone and go once online.',
  'sent.end.offline_none': 'The server cannot be reached. Nothing on this phone is unsent.',
  'sent.end.later': 'The server has not taken all. {n} records remain and are sent again soon.',
  'sent.end.attention':
    'The server has received all. {n} have to be corrected; open them to see why.',
  'sent.end.waiting':
    'The server has received all. It counts once the team has approved this phone.',
  'sent.end.all': 'The server has received all. Nothing is only on this phone.',

  'join.how': 'Ask your lead for the team’s code: scan the QR code, or type the short one.',
  'join.scan': 'Scan the QR code',
  'join.picture': 'Choose a picture with a QR code',
  'join.picture.none':
    'There is no QR code in this picture. Choose another or type the short code.',
  'join.code': 'Short code',
  'join.code.hint': '10 letters and digits, like ABCDE-FGHJK',
  'join.code.look': 'Look',
  'join.not_ours': 'This is not a code of Từng Ngõ. Check each letter.',
  'join.looking': 'Looking at the code…',
  'join.iphone_first':
    'On an iPhone, install Từng Ngõ on the home screen and join from there. {browser} and the installed app keep things apart; neither sees what the other has.',
  'join.iphone.code': 'The code to type into the app once it is installed:',
  'join.iphone.any_code': 'the team’s code',
  'join.iphone.copy': 'Copy the code',
  'join.iphone.stay': 'Join in {browser} all the same',
  'join.iphone.stay.why':
    'In {browser} you can log and send too. But after 7 days unopened the iPhone may erase what was not sent, and an app installed later has to join anew.',
  'join.as_volunteer': 'You join as a volunteer.',
  'join.as_lead': 'You join as the team lead.',
  'join.at_once': 'You can start at once.',
  'join.after_approval': 'Then the lead or a coordinator approves your phone.',
  'join.until': 'The code works until {when}',
  'join.name': 'Your full name',
  'join.name.hint': 'As in the team’s list, for example Nguyễn Thị Lan',
  'join.name.missing': 'Enter your name, so that the team knows who you are.',
  'join.consent': 'I have read this and agree that this data about me is kept',
  'join.consent.missing': 'Read the notice and tick that you agree; then you can join.',
  'join.take': 'Join',
  'join.busy': 'Joining…',
  'join.other_code': 'Use another code',
  'join.done.title': 'You are in the team',
  'join.done.title.waiting': 'Sent',
  'join.done.approved': 'Hello {name}! You are in {team}.',
  'join.done.waiting': 'Hello {name}! One more step: {team} approves your phone.',
  'join.done.start': 'Start logging',

  'scan.camera': 'Picture from the camera',
  'scan.hold': 'Hold the QR code in the middle.',
  'scan.slow': 'No code seen yet. Go closer, or use another way.',
  'scan.other_way': 'Use another way',
  'scan.not_allowed':
    'The camera is not allowed. Tap the lock beside the address, allow Camera and try again.',
  'scan.busy': 'Another app is using the camera. Close it and try again.',
  'me.language.unreachable':
    'English has to be fetched once over a network. Choose it again when there is one.',
  'scan.missing':
    'This phone has not fetched the QR reader yet. Try again with a network, or type the short code.',
  'scan.no_camera': 'The camera does not open. Choose a picture or type the short code.',

  'privacy.title': 'Your data',
  'privacy.what': 'What is kept',
  'privacy.what.text':
    'Your name, team and role, the sessions you log, and when this phone last met the server. No phone number, position or contacts.',
  'privacy.why': 'What for',
  'privacy.why.text': 'So that the team knows who did what, and the figures add up.',
  'privacy.who': 'Who can see it',
  'privacy.who.text':
    'You, your team and the coordinators in charge. The Union unit that set up the team is responsible.',
  'privacy.long': 'How long',
  'privacy.long.text': 'Single sessions for 24 months, then only totals, without your name.',
  'privacy.rights': 'Your rights',
  'privacy.rights.text':
    'See, correct, withdraw consent, ask for deletion or object. Tell your lead or a coordinator; they answer within 2 working days. Under 16, ask your parents first.',
  'privacy.law': 'Law on Personal Data Protection 91/2025/QH15 and Decree 356/2025/NĐ-CP.',

  'rules.may': 'You may',
  'rules.may.1': 'Sit beside, explain, show where to tap, so that people do it themselves.',
  'rules.may.2': 'Install apps from CH Play or the App Store; hold the card for NFC if asked.',
  'rules.may.3': 'Write a reminder on the person’s own paper; refer hard cases.',
  'rules.not': 'You may not',
  'rules.not.1': 'Type, see, hear or write down anybody’s password, OTP or PIN.',
  'rules.not.2':
    'Photograph a card, face or screen; keep paper numbers; do it by phone or through Zalo.',
  'rules.not.3': 'Take money, file with your own account, promise that it will be approved.',

  'role.lead': 'Team lead',
  'role.volunteer': 'Volunteer',
  'me.state.approved': 'In the team',
  'me.state.pending': 'Waiting for approval',
  'me.state.refused': 'The team did not accept this phone',
  'me.state.ended': 'Left the team',
  'me.state.unknown': 'The server does not know this team',
  'me.not.refused': 'not accepted',
  'me.not.ended': 'left the team',
  'me.not.unknown': 'not known to the server',
  'me.who': 'Who is holding the phone?',
  'me.join_more': 'Add a team or a person',
  'me.language': 'Language',
  'me.rules.text': 'Six things to remember before helping',
  'me.privacy.text': 'What Từng Ngõ keeps about you, and your rights',
  'me.desk': 'Coordinators’ desk',
  'me.desk.text': 'For coordinators: totals, teams, approving phones',

  'install.title': 'On the home screen',
  'install.done': 'Installed on this phone.',
  'install.why': 'Installed, it opens with one tap and keeps what you log more safely.',
  'install.by_menu': 'Tap the browser’s ⋮ and choose “Install app” or “Add to home screen”.',
  'install.take': 'Install',
  'install.offline_ready': 'Ready for use without network',
  'install.iphone.why': 'On an iPhone, only an installed app keeps what you log.',
  'install.iphone.1': 'Tap Share at the foot of the screen',
  'install.iphone.2': 'Scroll down, choose “Add to Home Screen”, then tap “Add”',
  'install.iphone.3': 'Open Từng Ngõ from the home screen',

  'install.iphone.1.chrome': 'In {browser}, tap Share to the right of the address',
  'install.iphone.1.firefox': 'In {browser}, open the menu ☰ or ⋯ and tap Share',
  'install.iphone.3.code': 'Open Từng Ngõ from the home screen, tap “Join a team” and type {code}',
  'install.iphone.other': 'Not there? Open the invitation in Safari and do the same.',
  'storage.title': 'Storage on this phone',
  'storage.kept': 'The browser has promised to keep what you log.',
  'storage.not_kept':
    'The browser has not promised to keep it. Install the app, and do not clear site data while something is unsent.',
  'storage.free': 'About {n} MB free for Từng Ngõ',

  'about.title': 'App',
  'about.version': 'Từng Ngõ version {version}',
  'about.differs':
    'The numbers that this phone shows are not quite the server’s. Nothing is lost: what you record is kept and sent as always. The phone tells those in charge by itself.',
  'about.check': 'Look for a new version',
  'about.latest': 'You have the newest version that could be fetched.',
}
