#include "base/json.hpp"

namespace parvis {

JsonValue::Type JsonValue::type() const {
  return document_ != nullptr ? document_->entries_[index_].type : Type::kNull;
}

bool JsonValue::boolean(bool otherwise) const {
  return type() == Type::kBool ? document_->entries_[index_].integer != 0 : otherwise;
}

std::int64_t JsonValue::integer(std::int64_t otherwise) const {
  return is_integer() ? document_->entries_[index_].integer : otherwise;
}

std::string_view JsonValue::text(std::string_view otherwise) const {
  if (!is_string()) return otherwise;
  const auto& entry = document_->entries_[index_];
  return std::string_view(document_->text_).substr(entry.text_begin, entry.text_length);
}

void JsonValue::read(std::string_view name, std::string& out) const { out = (*this)[name].text(); }

std::size_t JsonValue::size() const { return document_ != nullptr ? document_->entries_[index_].size : 0; }

JsonValue JsonValue::operator[](std::string_view name) const {
  if (!is_object()) return {};
  for (JsonValue member = first(); member; member = member.next()) {
    if (member.key() == name) return member;
  }
  return {};
}

JsonValue JsonValue::operator[](std::size_t index) const {
  if (!is_array() || index >= size()) return {};
  JsonValue element = first();
  for (; index > 0; --index) element = element.next();
  return element;
}

JsonValue JsonValue::first() const { return size() > 0 ? JsonValue(document_, index_ + 1) : JsonValue(); }

JsonValue JsonValue::next() const {
  if (document_ == nullptr) return {};
  const std::uint32_t sibling = document_->entries_[index_].next;
  return sibling != 0 ? JsonValue(document_, sibling) : JsonValue();
}

std::string_view JsonValue::key() const {
  if (document_ == nullptr) return {};
  const auto& entry = document_->entries_[index_];
  return std::string_view(document_->text_).substr(entry.key_begin, entry.key_length);
}

}  // namespace parvis
