"""The rules of Từng Ngõ: pure functions of plain values, held by PROTOCOL.md and its cases."""
