/** Members and units out to Excel and in from it. */
export const excel = {
  'screen.name.desk_import_members': 'Nhập thành viên từ Excel',
  'screen.name.desk_import_units': 'Nhập đơn vị từ Excel',
  'excel.take': 'Tải về Excel',
  'excel.take.members': 'Tải thành viên về Excel',
  'excel.bring': 'Nhập từ Excel',
  'excel.bring.members': 'Nhập thành viên từ Excel',
  'excel.template': 'Tải tệp mẫu',
  'excel.members.what':
    'Thêm người mới; đổi vai trò, lực lượng, ngày cuối của người đã có. Tên và đội thì sửa ở trang của đội.',
  'excel.units.what':
    'Thêm đơn vị mới; sửa tên, ghi ngày cuối của đơn vị đã có. Loại và nơi trực thuộc thì giữ như trong sổ.',
  'excel.how':
    'Bạn điền vào tệp mẫu, hoặc sửa tệp tải về, rồi chọn tệp ở đây. Máy chủ xem trước; bạn bấm “Ghi vào sổ” mới ghi.',
  'excel.members.team': 'Dòng nào không ghi đội thì vào {team}.',
  'excel.members.private': 'Chỉ cần họ và tên: cột số điện thoại, số giấy tờ không được đọc.',
  'excel.choose': 'Chọn tệp Excel',
  'excel.choose.again': 'Chọn lại tệp',
  'excel.looking': 'Đang xem tệp…',
  'excel.no_network': 'Chưa gặp được máy chủ. Tải tệp, xem trước và ghi vào sổ đều cần mạng.',
  'excel.offline': 'Chưa gặp được máy chủ nên chưa xem, chưa ghi được gì. Có mạng rồi bạn làm lại.',
  'excel.missing': 'Còn thiếu cột: {names}.',
  'excel.found': '{file}: {n} dòng',
  'excel.added': 'Thêm mới',
  'excel.changed': 'Thay đổi',
  'excel.unchanged': 'Giữ nguyên',
  'excel.left': 'Chưa rõ là ai',
  'excel.refused': 'Dòng sai',
  'excel.ignored': 'Các cột không đọc: {names}.',
  'excel.empty': 'Dưới tên cột chưa có dòng nào.',
  'excel.errors': 'Cần sửa trong Excel',
  'excel.errors.how': 'Còn dòng sai thì chưa ghi dòng nào. Bạn sửa, lưu tệp rồi chọn lại.',
  'excel.warnings': 'Nên xem lại',
  'excel.row': 'Dòng',
  'excel.what': 'Chỗ nào, làm gì',
  'excel.more': 'Và {n} chỗ nữa.',
  'excel.nothing': 'Không có gì mới để ghi.',
  'excel.write': 'Ghi vào sổ',
  'excel.done': 'Đã ghi vào sổ: thêm {added}, đổi {changed}, giữ nguyên {unchanged}.',

  'excel.fault.cell_empty': 'Ô đang trống. Bạn điền vào.',
  'excel.fault.cell_formula': 'Đây là công thức. Bạn chép ô rồi dán lại kiểu “Giá trị” (Values).',
  'excel.fault.cell_not_text': 'Ô này không đọc được. Bạn gõ lại bằng chữ.',
  'excel.fault.cell_no_day': 'Ngày không đúng. Bạn gõ ngày/tháng/năm, ví dụ 05/11/2026.',
  'excel.fault.team_unknown':
    'Không có đội này trong phạm vi của bạn. Bạn chọn ở trang Giá trị của tệp mẫu.',
  'excel.fault.team_ambiguous':
    'Có nhiều đội cùng tên. Bạn điền Mã đội; đội không có mã thì nhập từ trang của đội.',
  'excel.fault.team_differs': 'Tên đội và mã đội là của hai đội khác nhau. Bạn giữ một.',
  'excel.fault.role_unknown': 'Chỉ có Tình nguyện viên và Đội trưởng. Bạn chọn một.',
  'excel.fault.affiliation_unknown':
    'Không có lực lượng này. Bạn chọn ở trang Giá trị của tệp mẫu.',
  'excel.fault.member_unknown':
    'Trong đội không có ai mang mã này. Người mới thì bạn để trống cột Mã.',
  'excel.fault.member_differs':
    'Mã này là của người tên khác, có thể các cột bị xếp lệch. Bạn xem lại; tên thì sửa ở trang của đội.',
  'excel.fault.code_bad': 'Mã gồm chữ hoa không dấu, số, gạch nối, tối đa 20 ký tự. Bạn sửa lại.',
  'excel.fault.first_differs':
    'Trong sổ, đơn vị mã này bắt đầu ngày khác. Bạn sửa cho đúng, hoặc để trống.',
  'excel.fault.kind_unknown': 'Không có loại đơn vị này. Bạn chọn ở trang Giá trị của tệp mẫu.',
  'excel.fault.kind_not_below':
    'Loại này không đứng dưới đơn vị ấy. Bạn xem lại loại, hoặc mã ở cột Thuộc.',
  'excel.fault.parent_unknown':
    'Vào ngày ấy không có đơn vị này trong phạm vi của bạn. Bạn xem lại mã, hoặc ngày.',
  'excel.fault.parent_refused': 'Dòng của đơn vị cấp trên còn sai. Bạn sửa dòng đó trước.',
  'excel.fault.row_twice': 'Một dòng khác ghi khác về cùng người hay đơn vị này. Bạn giữ một dòng.',
  'excel.fault.name_ambiguous':
    'Trong đội có nhiều người tên này nên không đụng đến ai. Bạn điền cột Mã, lấy từ tệp tải về.',
  'excel.fault.name_alike':
    'Có người tên này, chỉ khác dấu, nên chưa thêm. Cùng người thì gõ đủ dấu, khác người thì thêm ở trang của đội.',
  'excel.fault.name_waits':
    'Người này đang chờ duyệt máy nên chưa đụng đến. Bạn duyệt ở mục Chờ duyệt.',
  'excel.fault.name_left':
    'Từng có người tên này, đã rời đội. Dòng này là người mới; nếu là người cũ, bạn mở lại ở trang của đội.',
  'excel.fault.row_again':
    'Dòng trước đã có tên này nhưng ghi khác, nên bỏ qua dòng này. Nếu là người khác, bạn thêm ở trang của đội.',
  'excel.fault.first_kept': 'Ngày bắt đầu giữ như trong sổ.',
  'excel.fault.last_kept': 'Trong sổ đã có ngày cuối và vẫn giữ: ô trống không mở lại.',
  'excel.fault.kind_kept': 'Loại giữ như trong sổ.',
  'excel.fault.parent_kept': 'Nơi trực thuộc giữ như trong sổ.',
} as const
