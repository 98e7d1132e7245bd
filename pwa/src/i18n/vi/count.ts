// What counting a crowd says.
export const count = {
  'count.people': 'người',
  'count.how':
    'Xong cho ai, bạn chạm một lần vào việc đã giúp. Nhấn giữ khi cần thêm nhiều người một lúc.',
  'count.since': '{place} · từ {start}',
  'count.kept': 'Mỗi lần chạm đã giữ chắc trên máy',
  'count.keeping': 'Đang giữ trên máy…',
  'count.done': 'Xong, lưu {n} người',
  'count.about': 'Nơi đang giúp, bớt người tính trùng',
  'count.twice':
    'Mỗi lần chạm là một người. Có người được giúp hai việc thì bạn bớt ở đây, để không ai bị tính hai lần.',
  'count.how_many': 'Thêm mấy người?',
  'count.add': 'Thêm {n} người',
  'count.open': 'Đang đếm: {n} người',
  'count.open.text':
    'Số này đã giữ chắc trên máy nhưng chưa thành buổi nào. Để yên 15 phút, máy sẽ tự lưu.',
  'count.go_on': 'Đếm tiếp',
  'count.end': 'Lưu ngay',
}
