import type { excel as vi } from '../vi/excel'

/** Members and units out to Excel and in from it. */
export const excel: Record<keyof typeof vi, string> = {
  'screen.name.desk_import_members': 'Import members from Excel',
  'screen.name.desk_import_units': 'Import units from Excel',
  'excel.take': 'Download for Excel',
  'excel.take.members': 'Members for Excel',
  'excel.bring': 'Import from Excel',
  'excel.bring.members': 'Import members from Excel',
  'excel.template': 'Download the template',
  'excel.members.what':
    "Adds new people; changes role, force and last day of those there are. Names and teams are changed on the team's page.",
  'excel.units.what':
    'Adds new units; corrects names and ends units there are. What kind they are and what they belong to stays.',
  'excel.how':
    'Fill in the template, or change what you downloaded, and choose the file here. The server looks at it first; only “Write it” writes.',
  'excel.members.team': 'Rows that name no team go to {team}.',
  'excel.members.private':
    'Names are all that is needed: columns of phone or paper numbers are not read.',
  'excel.choose': 'Choose an Excel file',
  'excel.choose.again': 'Choose the file again',
  'excel.looking': 'Looking at the file…',
  'excel.no_network':
    'The server cannot be reached. Taking a file, looking at it and writing it all need the network.',
  'excel.offline':
    'The server cannot be reached, so nothing was looked at or written. Try again with a network.',
  'excel.missing': 'Missing: {names}.',
  'excel.found': '{file}: {n} rows',
  'excel.added': 'New',
  'excel.changed': 'Changed',
  'excel.unchanged': 'Unchanged',
  'excel.left': 'Not certain who',
  'excel.refused': 'Wrong rows',
  'excel.ignored': 'Columns not read: {names}.',
  'excel.empty': 'There is no row below the headings yet.',
  'excel.errors': 'To be mended in Excel',
  'excel.errors.how':
    'With a wrong row nothing is written. Mend them, save the file, and choose it again.',
  'excel.warnings': 'Worth a look',
  'excel.row': 'Row',
  'excel.what': 'Where, and what to do',
  'excel.more': 'And {n} more.',
  'excel.nothing': 'There is nothing new to write.',
  'excel.write': 'Write it',
  'excel.done': 'Written: {added} added, {changed} changed, {unchanged} unchanged.',

  'excel.fault.cell_empty': 'The cell is empty. Fill it in.',
  'excel.fault.cell_formula': 'This is a formula. Copy the cell and paste it as values.',
  'excel.fault.cell_not_text': 'This cell cannot be read. Type it again as text.',
  'excel.fault.cell_no_day': 'Not a possible day. Type day/month/year, such as 05/11/2026.',
  'excel.fault.team_unknown':
    'There is no such team in your area. Choose one from the sheet “Giá trị” of the template.',
  'excel.fault.team_ambiguous':
    "Several teams have this name. Fill in the team's code; for a team without one import on its page.",
  'excel.fault.team_differs': 'Name and code are of two different teams. Keep one of them.',
  'excel.fault.role_unknown': 'There are only Tình nguyện viên (volunteer) and Đội trưởng (lead).',
  'excel.fault.affiliation_unknown':
    'There is no such force. Choose one from the sheet “Giá trị” of the template.',
  'excel.fault.member_unknown':
    'Nobody in the team has this code. For somebody new leave the code empty.',
  'excel.fault.member_differs':
    "This code is of somebody of another name; perhaps a column was sorted alone. Look again; names are changed on the team's page.",
  'excel.fault.code_bad': 'A code has capitals A–Z, digits and hyphens, 20 at most.',
  'excel.fault.first_differs':
    'The unit with this code began on another day. Correct the day, or leave it empty.',
  'excel.fault.kind_unknown':
    'There is no such kind. Choose one from the sheet “Giá trị” of the template.',
  'excel.fault.kind_not_below':
    'This kind does not stand below that unit. Look at the kind, or at the code of the unit above.',
  'excel.fault.parent_unknown':
    'On that day there was no such unit in your area. Look at the code, or at the day.',
  'excel.fault.parent_refused': 'The row of the unit above is wrong. Mend that one first.',
  'excel.fault.row_twice': 'Another row says otherwise of the same person or unit. Keep one.',
  'excel.fault.name_ambiguous':
    'Several in the team have this name, so nobody was touched. Fill in the code from a downloaded file.',
  'excel.fault.name_alike':
    "Somebody has this name but for its marks, so nobody is added. If it is that person, type the marks; if not, add them on the team's page.",
  'excel.fault.name_waits':
    "This person's phone waits for approval, so nothing is done yet. Approve it first.",
  'excel.fault.name_left':
    "Somebody of this name has left the team. This row adds a new person; if it is the old one, reopen them on the team's page.",
  'excel.fault.row_again':
    "An earlier row has this name and says otherwise, so this one is left out. If it is somebody else, add them on the team's page.",
  'excel.fault.first_kept': 'The first day stays as it is kept.',
  'excel.fault.last_kept': 'The last day stays as it is kept: an empty cell reopens nothing.',
  'excel.fault.kind_kept': 'The kind stays as it is kept.',
  'excel.fault.parent_kept': 'What it belongs to stays as it is kept.',
}
