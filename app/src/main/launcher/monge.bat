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
rem What "monge prepare" has made; Java goes on without a word if it does not fit.
set "PREPARED="
if exist "%MONGE_HOME%\lib\monge.aot" set PREPARED="-XX:AOTCache=%MONGE_HOME%\lib\monge.aot" -Xlog:disable
"%FOUND%\bin\java.exe" --enable-native-access=ALL-UNNAMED --add-modules=jdk.incubator.vector %PREPARED% %MONGE_JAVA_OPTIONS% -classpath "%JARS%" monge.app.Launcher %*
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
