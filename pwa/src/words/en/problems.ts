// Word for word the register of problems (sync/problems.py); a test holds them equal.
export const problems: Record<string, string> = {
  'problem.bad_json': 'The server could not read what was sent. Update the app and send again.',
  'problem.too_deep': 'What was sent is nested too deeply. Update the app and send again.',
  'problem.bad_text': 'There is a character that cannot be used. Remove it and send again.',
  'problem.not_finite_number': 'One number is not a number. Enter it again.',
  'problem.body_too_large': 'Too much was sent at once. The app will split it and send again.',
  'problem.batch_too_large':
    'Too many changes were sent at once. The app will split them and send again.',
  'problem.unsupported_encoding':
    'The server cannot unpack this encoding. Update the app and send again.',
  'problem.unsupported_media_type': 'The server takes JSON only. Update the app and send again.',
  'problem.invalid_shape': 'Something is not filled in correctly. Look at the marked fields.',
  'problem.unauthenticated':
    'Sign in or join a team first. What you recorded is still on this phone.',
  'problem.device_unknown':
    "The server does not know this phone. Scan the team's code again; your data is still here.",
  'problem.device_revoked':
    'This phone was stopped. What it sent is kept for the team lead; ask for a new code to come back.',
  'problem.wrong_role': 'This needs another role. Ask your team lead or coordinator.',
  'problem.acting_member_required':
    'Several people may share this phone, so it has to say who holds it. Open Từng Ngõ again, choose your name and try again.',
  'problem.cross_site':
    'The request came from another site and was refused. Open Từng Ngõ itself and try again.',
  'problem.not_found': 'Nothing was found here. It may have moved, or lie outside your area.',
  'problem.method_not_allowed': 'This address cannot do that. Update the app.',
  'problem.sign_in_unfinished':
    'The sign-in is not finished. Open the desk and do the step that is left.',
  'problem.confirm_first':
    'This needs the password once more. Enter the present password and try again.',
  'problem.bad_factor':
    'The code or the passkey is not right, or was used already. Take a new one and try again.',
  'problem.bad_credentials': 'The login or the password is not right. Enter them again.',
  'problem.too_many_attempts': 'Too many attempts. Wait a little and try again.',
  'problem.file_in_work':
    'The server is making another file for you. Wait until that one is here, then ask again.',
  'problem.files_busy':
    'The server is making files for many people. Wait a minute, then ask again.',
  'problem.push_in_work':
    "This phone's last upload is still being worked on. The app will send again in a moment.",
  'problem.pushed_too_much':
    'This phone has just sent a great deal. The rest stays on it, and the app will go on in a few minutes.',
  'problem.waiting_full':
    'Too much from this phone waits to be looked at. Ask the lead or coordinator to settle it; nothing is lost.',
  'problem.invitation_unknown':
    'There is no such code. Check each letter, or ask your lead for a new one.',
  'problem.invitation_expired': 'The code has expired. Ask your lead for a new one.',
  'problem.invitation_used_up': 'The code has been used up. Ask your lead for a new one.',
  'problem.invitation_revoked': 'The code was withdrawn. Ask your lead for a new one.',
  'problem.consent_required': 'Read the notice and agree to it before joining.',
  'problem.device_taken':
    'The server no longer recognises this phone. Your data is still on it; tell the administrator.',
  'problem.proof_refused':
    'This phone could not prove that it is the one that joined. Your data is still on it; tell your lead.',
  'problem.proof_expired':
    'The phone took too long to answer the server. Check the network and press once more.',
  'problem.proof_needed':
    'This may not be the phone that is known. Close the app whole and reopen it online, or ask for a code of your own team.',
  'problem.renewal_waits':
    'The phone waits to be let in again. Call your lead and read out the two words on the screen.',
  'problem.already_waiting':
    'This phone already waits for your lead. Ask the lead to refuse that request, then try again.',
  'problem.already_in_team':
    'You are in the team already. To become its lead, ask the coordinator for a code without approval.',
  'problem.name_refused':
    "This name cannot be used. Enter a person's name, without phone or paper numbers.",
  'problem.label_refused':
    'This wording cannot be used. Keep it short, without phone or paper numbers.',
  'problem.bundle_unknown_phone':
    'The server does not know the phone that recorded this. Keep it, and have that person join again.',
  'problem.bundle_not_signed':
    'This does not come from the phone that recorded it, so it is not taken. Let that phone send it.',
  'problem.bundle_damaged': 'This cannot be read. Have the other phone hand it over once more.',
  'problem.already_closed':
    'This month is closed, and stays as it was. What comes later is told by the next report.',
  'problem.code_taken': 'This code is taken, perhaps by something retired. Choose another one.',
  'problem.already_replaced':
    'Another unit has taken the place of this one already. Load the units again to see it.',
  'problem.still_undecided':
    'It is still open where some teams or units below go. Choose for each of them, then try again.',
  'problem.login_taken': 'This login is taken. Choose another one.',
  'problem.wrong_password': 'The present password is not right. Enter it again.',
  'problem.password_refused':
    "The new password is too short or easy to guess. Take a longer phrase, without your name, your unit's or keys in a row.",
  'problem.reset_unknown':
    'This link for a new password holds no more. Ask the coordinator above you for a new one.',
  'problem.last_factor':
    'This account must have a second step. Add another one before you take this one away.',
  'problem.account_disabled':
    'This account is stopped. Let it work again first, then make the link.',
  'problem.no_factor': 'Recovery codes come with a second step. Add one first.',
  'problem.passkeys_full':
    'The account has as many passkeys as it can. Take away one that you no longer use, then add it.',
  'problem.unit_in_use': 'Teams or units still stand under this unit. Move or end them first.',
  'problem.unit_has_accounts':
    'Accounts are still in use at this unit. Under Accounts, move or stop them first.',
  'problem.closed_on_day': 'On that day it had not begun or was over. Choose another day or place.',
  'problem.day_too_early': 'This day lies before the present beginning. Choose a later day.',
  'problem.day_too_late': 'This day has not come yet. Choose today or an earlier day.',
  'problem.already_there': 'It is there already, so nothing has to move. Load the list again.',
  'problem.member_exists': 'This person was added before. Load the list again.',
  'problem.figure_there':
    'Exactly this figure was entered before, so it is not added again. If it is another one, name its own source.',
  'problem.target_there':
    'There is a target of this kind for just these days already. Change that one in the list.',
  'problem.activity_there':
    'This day of action is in the list already, so it is not added again. If it is another one, give it another name.',
  'problem.still_waiting': 'Somebody still waits for approval. Approve or refuse that phone first.',
  'problem.last_active': 'A list needs at least one entry in use. Add another one first.',
  'problem.nothing_to_share':
    'There is nothing here to share out. Set a target for each unit instead.',
  'problem.changed_meanwhile':
    'Somebody has just changed this before you. Look at what stands there now, then go on.',
  'problem.not_taken_in':
    'The phone that logged this is not approved. Approve it, or settle the session under what needs a look.',
  'problem.sheet_too_large':
    'The file is too large: at most 2 MB and 5,000 rows. Split it, or copy what is needed into the template.',
  'problem.sheet_too_old':
    'This is an old .xls file or has a password. Open it in Excel, save it as .xlsx without a password, and choose that.',
  'problem.sheet_unreadable':
    'This file cannot be read. Open it in Excel, save it as .xlsx, and choose that.',
  'problem.sheet_without_headings':
    'Headings are missing in the file. Take the template, copy your rows into it, and choose that.',
  'problem.sheet_empty':
    'There is no row below the headings. Fill the file in, and choose it again.',
  'problem.sheet_refused':
    'Something is wrong with some rows, so none was written. Mend the rows shown, and choose the file again.',
  'problem.sheet_busy':
    'The server is reading another Excel file. Wait a few seconds and choose the file again.',
  'problem.history_reset':
    'The server was restored. The app fetches everything again and sends what is missing.',
  'problem.conflict_settled': 'Somebody has settled this already. Load the list again.',
  'problem.server_busy': 'The server is busy. The app will send again in a few minutes.',
  'problem.server_full':
    "The server's disk is full. Your data is still on your device; tell the administrator.",
  'problem.internal':
    'The server failed. Your data is still on your device; the app will send again.',
  'problem.bad_shape': 'The server could not read this change. Update the app and record it again.',
  'problem.unknown_kind': 'The server does not know this kind of record. Someone will look at it.',
  'problem.unknown_field': 'There is a field that the server does not know. Update the app.',
  'problem.bad_value': 'A field is not filled in correctly. Please correct it.',
  'problem.unknown_code': 'A choice is not in the catalogue or not in the team. Choose again.',
  'problem.bad_day': "The day cannot be right. Check the phone's date and correct the day.",
  'problem.not_member': 'You were not in this team on that day. The lead will look at it.',
  'problem.unknown_author': 'The author has not joined on this phone. Someone will look at it.',
  'problem.not_author': 'Somebody else recorded this. Ask them or your lead to change it.',
  'problem.wrong_channel': 'This belongs to another team. Someone will look at it.',
  'problem.lead_only': 'Only the lead can change this. Ask your lead.',
  'problem.record_exists':
    'This record exists already with other content. The lead will look at it.',
  'problem.device_pending_other':
    'This phone waits for approval and can only change what was recorded on it.',
  'problem.schema_too_new':
    'The app is newer than the server. It is kept until the server is upgraded.',
  'problem.server_only_kind':
    'Only the server writes this kind of record. Someone will look at it.',
  'problem.internal_failure':
    'The server could not process this. It is kept for someone to look at.',
  'problem.id_reuse': 'Another change already has this id. Someone will look at it.',
  'problem.erased': 'This record was erased for privacy.',
  'problem.needs_create':
    'The server has not got the record itself yet. It keeps this change and waits.',
  'problem.served_too_many':
    'A service would have more people than the session. Settle its other value first, or correct the session.',
  'problem.screened': "Received. The server removed a citizen's private details from the text.",
}
