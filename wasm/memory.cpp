// The heap of the module: blocks of powers of two, a list of free ones for each size. A page's widgets
// allocate little and mostly the same sizes again, so that an allocator which joins and splits would not earn
// its bytes.
#include <cstddef>
#include <cstdint>
#include <new>

extern "C" unsigned char __heap_base;  // NOLINT: the linker's name for where the heap may begin

namespace {

constexpr std::size_t kPage = 65536;
constexpr std::size_t kHeader = 8;  // holds the order; keeps what follows aligned for numbers of 64 bits
constexpr unsigned kSmallestOrder = 4;
constexpr std::size_t kLargest = std::size_t{1} << 30;

struct Block {
  unsigned order;
  unsigned unused;
  Block* next_free;  // while it is free: where the caller's bytes begin otherwise
};
static_assert(offsetof(Block, next_free) == kHeader);

Block* free_blocks[32];
std::uintptr_t never_used = 0;  // everything from here on

Block* fresh_block(unsigned order) {
  if (never_used == 0)
    never_used = (reinterpret_cast<std::uintptr_t>(&__heap_base) + 15) & ~std::uintptr_t{15};
  const std::size_t end = never_used + (std::size_t{1} << order);
  const std::size_t pages = (end + kPage - 1) / kPage, present = __builtin_wasm_memory_size(0);
  if (end < never_used || (pages > present && __builtin_wasm_memory_grow(0, pages - present) == SIZE_MAX))
    return nullptr;
  auto* block = reinterpret_cast<Block*>(never_used);
  never_used = end;
  block->order = order;
  return block;
}

}  // namespace

extern "C" {

void* malloc(std::size_t size) {
  if (size > kLargest) return nullptr;
  unsigned order = kSmallestOrder;
  while ((std::size_t{1} << order) < size + kHeader) ++order;
  Block* block = free_blocks[order];
  if (block != nullptr) {
    free_blocks[order] = block->next_free;
  } else {
    block = fresh_block(order);
  }
  return block == nullptr ? nullptr : reinterpret_cast<unsigned char*>(block) + kHeader;
}

void free(void* memory) {
  if (memory == nullptr) return;
  auto* block = reinterpret_cast<Block*>(static_cast<unsigned char*>(memory) - kHeader);
  block->next_free = free_blocks[block->order];
  free_blocks[block->order] = block;
}
}

// The library's own would bring type information and exceptions.
void* operator new(std::size_t size) {
  void* memory = malloc(size);
  if (memory == nullptr) __builtin_trap();
  return memory;
}
void operator delete(void* memory) noexcept { free(memory); }
void operator delete(void* memory, std::size_t) noexcept { free(memory); }
