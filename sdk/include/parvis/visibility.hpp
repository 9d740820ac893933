// What the shared library shows. Everything else in it is hidden.
#pragma once

// Defaulted comparisons and designated initialisers run all through the values of these headers.
#if __cplusplus < 202002L && !defined(_MSVC_LANG)
#error "The C++ headers of Parvis need C++20. From older C++ and from C use parvis/parvis.h."
#endif

#if defined(_WIN32) || defined(__wasm__)
#define PARVIS_PUBLIC
#define PARVIS_PRIVATE
#else
#define PARVIS_PUBLIC __attribute__((visibility("default")))
#define PARVIS_PRIVATE __attribute__((visibility("hidden")))  // within a class that is public
#endif
