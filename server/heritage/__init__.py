"""Heritage sites ("Di tích và địa chỉ đỏ"): what the desk writes of them, and their public pages."""
