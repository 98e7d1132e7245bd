// What the guides' screens say besides the guides themselves, which come from the server.
export const guides = {
  'screen.name.guide': 'Hướng dẫn',
  'guides.find': 'Tìm trong hướng dẫn',
  'guides.find.hint': 'Gõ có dấu hay không dấu đều được, ví dụ: nfc, otp, lua dao',
  'guides.none': 'Không có hướng dẫn nào có chữ này. Bạn thử một từ ngắn hơn nhé.',
  'guides.not_yet': 'Hướng dẫn sẽ về máy ở lần gửi tới, khi có mạng, rồi đọc được cả lúc mất mạng.',
  'guides.gone': 'Hướng dẫn này không còn dùng nữa. Bạn xem các hướng dẫn khác nhé.',
  'guides.never': 'Không làm',
  'guides.version': 'Bản thứ {n}',
  'guides.for': 'Xem hướng dẫn: {title}',
}
