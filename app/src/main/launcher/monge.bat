@echo off
rem Starts Monge: the window without arguments, the command line with them.
rem Needs a JDK 25 or newer: JAVA_HOME, then PATH, then the usual folders.
setlocal EnableExtensions EnableDelayedExpansion
set "LEAST=25"
set "MONGE_HOME=%~dp0.."
set "FOUND="

if defined JAVA_HOME call :try "%JAVA_HOME%"
if defined FOUND goto run
for /f "delims=" %%J in ('where java 2^>nul') do (
  if not defined FOUND call :try "%%~dpJ.."
)
if defined FOUND goto run
for %%R in (
  "%ProgramFiles%\Java"
  "%ProgramFiles%\Eclipse Adoptium"
  "%ProgramFiles%\Microsoft"
  "%ProgramFiles%\Zulu"
  "%ProgramFiles%\BellSoft"
  "%ProgramFiles%\Amazon Corretto"
  "%LOCALAPPDATA%\Programs\Eclipse Adoptium"
  "%USERPROFILE%\.jdks"
  "%USERPROFILE%\.sdkman\candidates\java"
) do (
  if exist "%%~R" for /d %%D in ("%%~R\*") do (
    if not defined FOUND call :try "%%~D"
  )
)
if defined FOUND goto run

echo monge: no JDK %LEAST% or newer found by JAVA_HOME, PATH or in the usual folders: install one (such as Temurin %LEAST%) or set JAVA_HOME to it 1>&2
exit /b 2

:run
rem In the order in which "monge prepare" lists them, or Java would not take what it made.
set "JARS="
for %%J in ("%MONGE_HOME%\lib\*.jar") do (
  if defined JARS (set "JARS=!JARS!;%%~fJ") else set "JARS=%%~fJ"
)
rem What takes a second or two is over before Java has compiled vector code: it does without, and
rem starts quicker for it. The choice depends on the arguments and on files alone, so that a repeated
rem command gives the same bits. See the launcher for other systems.
set "SIZE=0"
set "FEW=1"
set "BEFORE="
for %%A in (%*) do (
  if "!BEFORE!"=="--colors" if %%~A GEQ 2000 set "FEW="
  if "!BEFORE!"=="--solver" if not "%%~A"=="emd" if not "%%~A"=="sinkhorn" if not "%%~A"=="linear-map" set "FEW="
  if not "!BEFORE!"=="--out" if not "!BEFORE!"=="--out-dir" if not "!BEFORE!"=="--plan" (
    if exist "%%~fA" set /a SIZE+=%%~zA+0
  )
  set "BEFORE=%%~A"
)
set "LENGTH=short"
for %%V in ("" bench render gallery prepare) do if "%~1"=="%%~V" set "LENGTH=long"
if "%~1"=="solve" if %SIZE% GTR 16384 set "LENGTH=long"
if "%~1"=="validate" if %SIZE% GTR 16384 set "LENGTH=long"
if "%~1"=="color" (
  set "LENGTH=long"
  if defined FEW set "LENGTH=brief"
  if defined FEW if %SIZE% GTR 4194304 set "LENGTH=short"
)
set "OPTIONS=-Dmonge.kernels=scalar -XX:+UseSerialGC"
set "CACHE=monge-short.aot"
set "USE=-XX:AOTCache"
if "%LENGTH%"=="brief" set "OPTIONS=%OPTIONS% -XX:TieredStopAtLevel=1"
if "%LENGTH%"=="long" (
  set "OPTIONS=--add-modules=jdk.incubator.vector"
  rem The window's first seconds: short pauses, of what is collected often and little at a time.
  if "%~1"=="" set "OPTIONS=--add-modules=jdk.incubator.vector -XX:MaxGCPauseMillis=15"
  set "CACHE=monge.jsa"
  set "USE=-XX:SharedArchiveFile"
)

rem What "monge prepare" has made; Java goes on without a word if it does not fit.
set "PREPARED="
if exist "%MONGE_HOME%\lib\%CACHE%" set PREPARED="%USE%=%MONGE_HOME%\lib\%CACHE%" -Xlog:disable
"%FOUND%\bin\java.exe" --enable-native-access=ALL-UNNAMED %OPTIONS% %PREPARED% %MONGE_JAVA_OPTIONS% -classpath "%JARS%" monge.app.Launcher %*
exit /b %ERRORLEVEL%

rem Takes a Java home if its release file says that it is new enough.
:try
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "VERSION="
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do set "VERSION=%%~V"
for /f "tokens=1 delims=.+-" %%V in ("!VERSION!") do set "VERSION=%%V"
if not defined VERSION exit /b 0
if !VERSION! GEQ %LEAST% set "FOUND=%~1"
exit /b 0
