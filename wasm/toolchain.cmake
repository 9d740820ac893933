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

# Small code before fast code: the module is fetched once and then mostly waits for clicks.
set(CMAKE_CXX_FLAGS_INIT "-Oz -flto -DNDEBUG")
set(CMAKE_C_FLAGS_INIT "-Oz -flto -DNDEBUG")

# Only nlohmann/json may come from the machine: -I/usr/include would mix glibc's headers with Emscripten's.
find_path(PARVIS_NLOHMANN_DIR nlohmann/json.hpp PATHS /usr/include /usr/local/include
          NO_CMAKE_FIND_ROOT_PATH NO_DEFAULT_PATH)
if(NOT PARVIS_NLOHMANN_DIR)
  message(FATAL_ERROR "nlohmann/json.hpp was not found: install the package `nlohmann-json3-dev`")
endif()
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/machine-headers)
file(CREATE_LINK ${PARVIS_NLOHMANN_DIR}/nlohmann ${CMAKE_BINARY_DIR}/machine-headers/nlohmann SYMBOLIC)
set(CMAKE_CXX_STANDARD_INCLUDE_DIRECTORIES ${CMAKE_BINARY_DIR}/machine-headers)
