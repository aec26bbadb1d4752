# guildhall_fuzz(stl SOURCES fuzz_stl.cpp USES geometry SEEDS tests/data/cad)
# SOURCES define LLVMFuzzerTestOneInput. In the sanitizer build this becomes fuzz/fuzz_stl, which `make fuzz` runs; in every
# other build a test that feeds it each seed once, so that an old finding stays mended.
# SEEDS are folders or files, relative to the top of the repository.
set(GUILDHALL_FUZZ_LIST ${CMAKE_BINARY_DIR}/fuzz/targets.txt)
file(WRITE ${GUILDHALL_FUZZ_LIST} "")

function(guildhall_fuzz name)
  cmake_parse_arguments(A "" "" "SOURCES;USES;SEEDS" ${ARGN})
  list(TRANSFORM A_SEEDS PREPEND ${CMAKE_SOURCE_DIR}/)
  add_executable(fuzz_${name} ${A_SOURCES})
  target_link_libraries(fuzz_${name} PRIVATE ${A_USES})
  if(GUILDHALL_FUZZ)
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    set_target_properties(fuzz_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz)
    file(APPEND ${GUILDHALL_FUZZ_LIST} "fuzz_${name}\n")
    list(JOIN A_SEEDS "\n" seed_lines)
    file(WRITE ${CMAKE_BINARY_DIR}/fuzz/fuzz_${name}.seeds "${seed_lines}\n")
  else()
    target_sources(fuzz_${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests/fuzz/replay.cpp)
    add_test(NAME fuzz_${name}_seeds COMMAND fuzz_${name} ${A_SEEDS})
    set_tests_properties(fuzz_${name}_seeds PROPERTIES TIMEOUT 300)
  endif()
endfunction()
