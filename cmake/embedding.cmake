# guildhall_embed(SOURCE_VARIABLE NAME api_docs FOLDER web/api-docs)
# Installs the locked npm packages of FOLDER into the build tree, and turns the files that its assets.json names into a C++
# source (see tools/embed), whose path it leaves in SOURCE_VARIABLE. Only the named files stay in the build tree.
find_program(NPM npm REQUIRED)
find_package(Python3 REQUIRED COMPONENTS Interpreter)

function(guildhall_embed variable)
  cmake_parse_arguments(A "" "NAME;FOLDER" "" ${ARGN})
  set(folder ${CMAKE_SOURCE_DIR}/${A_FOLDER})
  set(output ${CMAKE_BINARY_DIR}/${A_FOLDER})
  file(MAKE_DIRECTORY ${output})
  file(GLOB pages CONFIGURE_DEPENDS ${folder}/*.html ${folder}/*.js ${folder}/*.css ${folder}/*.svg)
  add_custom_command(OUTPUT ${output}/${A_NAME}.cpp
    COMMAND ${CMAKE_COMMAND} -E copy ${folder}/package.json ${folder}/package-lock.json ${folder}/.npmrc ${output}
    COMMAND ${NPM} ci --prefix ${output} --no-audit --no-fund --prefer-offline --loglevel=error
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed ${A_NAME} ${folder}/assets.json ${output}
    COMMAND ${CMAKE_COMMAND} -E rm -r ${output}/node_modules
    DEPENDS ${folder}/assets.json ${folder}/package.json ${folder}/package-lock.json ${folder}/.npmrc ${pages}
      ${CMAKE_SOURCE_DIR}/tools/embed
    COMMENT "Embedding ${A_FOLDER}" VERBATIM)
  set(${variable} ${output}/${A_NAME}.cpp PARENT_SCOPE)
endfunction()

# guildhall_embed_app(SOURCE_VARIABLE NAME web_app FOLDER web)
# Builds the web app of FOLDER with its own `npm run build`, and turns all files of the result into a C++ source, whose path
# it leaves in SOURCE_VARIABLE. Packages are installed once, beside the sources, where the dev server uses them too.
find_program(NODE NAMES node nodejs REQUIRED)

function(guildhall_embed_app variable)
  cmake_parse_arguments(A "" "NAME;FOLDER" "" ${ARGN})
  set(folder ${CMAKE_SOURCE_DIR}/${A_FOLDER})
  set(output ${CMAKE_BINARY_DIR}/${A_FOLDER}/app)
  file(MAKE_DIRECTORY ${output})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/src/* ${folder}/public/* ${folder}/tools/*)
  list(FILTER sources EXCLUDE REGEX "/src/api/schema\\.d\\.ts$|\\.test\\.tsx?$")
  add_custom_command(OUTPUT ${output}/${A_NAME}.cpp
    COMMAND ${NODE} ${folder}/tools/install.mjs
    COMMAND ${CMAKE_COMMAND} -E env GUILDHALL_WEB_OUT=${output}/dist ${NPM} run --silent build --prefix ${folder}
    COMMAND ${NODE} ${folder}/tools/manifest.mjs ${output}/dist
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed ${A_NAME} ${output}/dist/manifest.json ${output}
    DEPENDS ${sources} ${folder}/index.html ${folder}/vite.config.ts ${folder}/tsconfig.json ${folder}/openapi.json
      ${folder}/package.json ${folder}/package-lock.json ${folder}/.npmrc ${CMAKE_SOURCE_DIR}/tools/embed
    COMMENT "Building and embedding ${A_FOLDER}" VERBATIM)
  set(${variable} ${output}/${A_NAME}.cpp PARENT_SCOPE)
endfunction()
