# Emscripten without JavaScript glue: one bare .wasm that imports five functions (wasm/host.cpp). Works with
# Debian's package and with an activated emsdk.
#
#   cmake -S . -B build/wasm -G Ninja -DCMAKE_TOOLCHAIN_FILE=wasm/toolchain.cmake
find_program(PARVIS_EMXX em++ HINTS $ENV{EMSDK}/upstream/emscripten)
if(NOT PARVIS_EMXX)
  message(FATAL_ERROR "em++ was not found: install the package `emscripten`, or activate an emsdk")
endif()
get_filename_component(emxx_real ${PARVIS_EMXX} REALPATH)
get_filename_component(emscripten_root ${emxx_real} DIRECTORY)
include(${emscripten_root}/cmake/Modules/Platform/Emscripten.cmake)

# Small code before fast code: the module is fetched once and then mostly waits for clicks. Emscripten adds
# -fno-inline-functions to -Oz, under which even the accessors of string_view stay calls: a fifth more bytes.
# Every browser that has the loader's adoptedStyleSheets also extends signs and copies memory by instruction.
add_compile_options(-Oz -flto -finline-functions -DNDEBUG -msign-ext -mbulk-memory)

# Only these may come from the machine: -I/usr/include would mix glibc's headers with Emscripten's.
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/machine-headers)
foreach(needed nlohmann/json.hpp:nlohmann-json3-dev doctest/doctest.h:doctest-dev)
  string(REPLACE ":" ";" needed ${needed})
  list(GET needed 0 header)
  list(GET needed 1 package)
  get_filename_component(folder ${header} DIRECTORY)
  find_path(PARVIS_HEADER_${folder} ${header} PATHS /usr/include /usr/local/include NO_CMAKE_FIND_ROOT_PATH
            NO_DEFAULT_PATH)
  if(NOT PARVIS_HEADER_${folder})
    message(FATAL_ERROR "${header} was not found: install the package `${package}`")
  endif()
  file(CREATE_LINK ${PARVIS_HEADER_${folder}}/${folder} ${CMAKE_BINARY_DIR}/machine-headers/${folder} SYMBOLIC)
endforeach()
set(CMAKE_CXX_STANDARD_INCLUDE_DIRECTORIES ${CMAKE_BINARY_DIR}/machine-headers)
