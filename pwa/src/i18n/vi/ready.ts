// Whether the phone may be carried where there is no network.
export const ready = {
  'ready.yes': 'Máy sẵn sàng',
  'ready.yes.text': 'Mất mạng cả ngày vẫn ghi được. Có mạng thì máy tự gửi.',
  'ready.no': 'Máy chưa sẵn sàng',
  'ready.no.why': 'Máy chưa sẵn sàng: {what}. Chạm để xem phải làm gì.',
  'ready.all': 'Đã kiểm tra những gì',
  'ready.unknown': 'trình duyệt không cho biết',
  'ready.reload': 'Mở lại để thử',
  'ready.installed': 'Đã cài ra màn hình chính',
  'ready.installed.todo':
    'Bạn cài Từng Ngõ ra màn hình chính rồi mở từ đó. Mở trong trình duyệt thì dữ liệu dễ bị xóa hơn.',
  'ready.kept': 'Trình duyệt hứa giữ dữ liệu',
  'ready.kept.todo':
    'Trình duyệt chưa hứa giữ dữ liệu. Bạn mở Từng Ngõ từ màn hình chính rồi bấm nút dưới. Nó vẫn chưa chịu thì cứ dùng, nhớ gửi mỗi khi có mạng.',
  'ready.kept.ask': 'Xin giữ dữ liệu',
  'ready.survives': 'Ghi thử còn nguyên sau khi mở lại',
  'ready.survives.todo': 'Bạn mở lại Từng Ngõ một lần, máy sẽ xem bản ghi thử còn nguyên không.',
  'ready.room': 'Còn đủ chỗ trống',
  'ready.room.todo': 'Máy sắp hết chỗ. Bạn xóa bớt ảnh hay video, còn trống ít nhất 50 MB là được.',
  'ready.clock': 'Đồng hồ đúng giờ',
  'ready.clock.todo':
    'Đồng hồ của máy lệch. Bạn vào Cài đặt, bật ngày giờ tự động, rồi mở lại khi có mạng.',
  'ready.shell': 'Mở được khi mất mạng',
  'ready.shell.todo':
    'Ứng dụng chưa tải xong để mở lúc mất mạng. Bạn giữ mạng thêm một phút rồi thử lại.',
  'ready.lists': 'Đã có danh mục việc',
  'ready.lists.todo':
    'Danh mục việc chưa về máy. Bạn giữ mạng, chờ lần gửi đầu tiên xong rồi thử lại.',
  'ready.lacks.installed': 'chưa cài ra màn hình chính',
  'ready.lacks.kept': 'trình duyệt chưa hứa giữ dữ liệu',
  'ready.lacks.survives': 'chưa mở lại lần nào',
  'ready.lacks.room': 'sắp hết chỗ',
  'ready.lacks.clock': 'đồng hồ lệch',
  'ready.lacks.shell': 'chưa mở được khi mất mạng',
  'ready.lacks.lists': 'chưa có danh mục việc',
}
