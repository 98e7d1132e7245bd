/** What stands in the place of an erased name, as sync/kinds/member.py has it. */
export const ERASED_NAME = 'Đã xóa tên'
