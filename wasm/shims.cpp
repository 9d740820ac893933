// Small stand-ins for parts of the C library that the core references without ever needing them in full.
// nlohmann/json names strtod, strtof, strtold and snprintf, whose real forms bring 128-bit floats and printf
// (18 KB); the core reads integers only, so a number with a fraction is refused before its value matters.
#include <cstdarg>
#include <cstddef>
#include <cstdio>
#include <cstdlib>

namespace {

const char* skip_number(const char* text) {
  while ((*text >= '0' && *text <= '9') || *text == '-' || *text == '+' || *text == '.' || *text == 'e' ||
         *text == 'E')
    ++text;
  return text;
}

void put(char* out, std::size_t size, std::size_t& at, char letter) {
  if (at + 1 < size) out[at] = letter;
  ++at;
}

void put_hex(char* out, std::size_t size, std::size_t& at, unsigned value, int width) {
  for (int shift = 4 * (width - 1); shift >= 0; shift -= 4)
    put(out, size, at, "0123456789ABCDEF"[(value >> shift) & 15U]);
}

}  // namespace

extern "C" {

double strtod(const char* text, char** end) {
  if (end != nullptr) *end = const_cast<char*>(skip_number(text));
  return 0;
}
float strtof(const char* text, char** end) { return static_cast<float>(strtod(text, end)); }
long double strtold(const char* text, char** end) { return strtod(text, end); }

// Only %X and %x with a width, which is all that nlohmann/json asks for outside of floating point.
int snprintf(char* out, std::size_t size, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  std::size_t at = 0;
  for (; *format != '\0'; ++format) {
    if (*format != '%') {
      put(out, size, at, *format);
      continue;
    }
    int width = 1;
    for (; *format != '\0' && *format != 'X' && *format != 'x'; ++format)
      if (*format >= '1' && *format <= '8') width = *format - '0';
    put_hex(out, size, at, va_arg(arguments, unsigned), width);
    if (*format == '\0') break;
  }
  va_end(arguments);
  if (size > 0) out[at < size ? at : size - 1] = '\0';
  return static_cast<int>(at);
}

// The C library would import these two. JavaScript looks at the memory anew after every call, and the only
// way to end the process is to trap.
void emscripten_notify_memory_growth(std::size_t) {}
void _Exit(int) { __builtin_trap(); }
}
