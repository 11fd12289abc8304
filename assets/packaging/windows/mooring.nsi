; The installer for Windows, for the user who runs it: no administrator is needed.
; .ci/package-windows writes what is between @ signs, and defines VERSION, VERSION4, PROGRAM, SOURCE, OUTPUT, and where wanted TARGET and SIGN.
; Silent: /S installs, uninstall.exe /S uninstalls and keeps the register and the keyring's items,
; uninstall.exe /S /FORGET removes them, too.
Unicode true
!ifdef TARGET
  ; A 64-bit installer like the program, where makensis can make one (Debian's can).
  Target "${TARGET}"
!endif
SetCompressor /SOLID lzma
!include MUI2.nsh
!include FileFunc.nsh

Name "Mooring"
OutFile "${OUTPUT}"
RequestExecutionLevel user
ManifestDPIAware true
InstallDir "$LOCALAPPDATA\Programs\Mooring"
InstallDirRegKey HKCU "Software\Mooring" "Folder"
BrandingText "Mooring ${VERSION}"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Mooring"
!define MUI_ICON "${SOURCE}/assets/packaging/icons/mooring.ico"
!define MUI_UNICON "${SOURCE}/assets/packaging/icons/mooring.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\mooring.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "SimpChinese"

LangString InUse ${LANG_ENGLISH} "Mooring is running. Close it, then try again."
LangString InUse ${LANG_FRENCH} "Mooring est en cours d’exécution. Fermez-le, puis réessayez."
LangString InUse ${LANG_SIMPCHINESE} "Mooring 正在运行。请关闭它，然后重试。"
LangString Keep ${LANG_ENGLISH} "Keep what Mooring remembers on this computer: the list of your connections, the settings, and your client secrets in the Credential Manager?$\r$\n$\r$\nYes keeps all of it for a later installation. No removes all of it. The connections in Experience Platform stay as they are."
LangString Keep ${LANG_FRENCH} "Conserver ce que Mooring a retenu sur cet ordinateur : la liste de vos connexions, les réglages, et vos secrets client dans le Gestionnaire d’identification ?$\r$\n$\r$\nOui conserve tout pour une installation ultérieure. Non supprime tout. Les connexions dans Experience Platform restent telles quelles."
LangString Keep ${LANG_SIMPCHINESE} "要在这台电脑上保留 Mooring 记住的内容吗？包括连接列表、设置，以及凭据管理器中的客户端密钥。$\r$\n$\r$\n选择“是”则全部保留，供以后安装时使用。选择“否”则全部移除。Experience Platform 中的连接保持不变。"
LangString NotForgotten ${LANG_ENGLISH} "Not everything could be removed, so Mooring is still installed. Is the Credential Manager available, and is no other Mooring open?"
LangString NotForgotten ${LANG_FRENCH} "Tout n’a pas pu être supprimé, Mooring est donc toujours installé. Le Gestionnaire d’identification est-il disponible, et aucun autre Mooring n’est-il ouvert ?"
LangString NotForgotten ${LANG_SIMPCHINESE} "未能移除全部内容，因此 Mooring 仍处于安装状态。请检查凭据管理器是否可用，以及是否有其他 Mooring 正在运行。"

VIProductVersion "${VERSION4}"
VIAddVersionKey /LANG=${LANG_ENGLISH} "ProductName" "Mooring"
VIAddVersionKey /LANG=${LANG_ENGLISH} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} "FileDescription" "Mooring installer"
VIAddVersionKey /LANG=${LANG_ENGLISH} "CompanyName" "@PUBLISHER@"
VIAddVersionKey /LANG=${LANG_ENGLISH} "LegalCopyright" "@PUBLISHER@. MIT License"

!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

; Nobody can write to the program's file while it runs.
!macro StopIfRunning
  again:
  ${If} ${FileExists} "$INSTDIR\mooring.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\mooring.exe" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(InUse)" /SD IDCANCEL IDRETRY again
      SetErrorLevel 3
      Abort
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Section "Mooring"
  !insertmacro StopIfRunning
  SetOutPath "$INSTDIR"
  File "/oname=mooring.exe" "${PROGRAM}"
  File "/oname=LICENSE.txt" "${SOURCE}/LICENSE"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Mooring.lnk" "$INSTDIR\mooring.exe"
  WriteRegStr HKCU "Software\Mooring" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Mooring"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\mooring.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "@PUBLISHER@"
  WriteRegStr HKCU "${UNINSTALL}" "URLInfoAbout" "@HOMEPAGE@"
  WriteRegStr HKCU "${UNINSTALL}" "HelpLink" "@SUPPORT@"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
SectionEnd

; Only Mooring knows where its files and its keyring items are, so it removes them itself.
Function un.Forget
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/FORGET" $1
  ${If} ${Errors}
    ; Who is not asked keeps it all.
    MessageBox MB_YESNO|MB_ICONQUESTION "$(Keep)" /SD IDYES IDYES kept
  ${EndIf}
  again:
  ClearErrors
  ExecWait '"$INSTDIR\mooring.exe" --forget-everything' $0
  ${If} ${Errors}
  ${OrIf} $0 <> 0
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(NotForgotten)" /SD IDCANCEL IDRETRY again
    SetErrorLevel 4
    Abort
  ${EndIf}
  kept:
FunctionEnd

Section "Uninstall"
  !insertmacro StopIfRunning
  Call un.Forget
  Delete "$INSTDIR\mooring.exe"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Mooring.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Mooring"
  ; What the window's toolkit keeps for itself: a list of fonts and empty preferences.
  RMDir /r "$LOCALAPPDATA\fyne\@ID@"
  RMDir "$LOCALAPPDATA\fyne"
  RMDir /r "$APPDATA\fyne\@ID@"
  RMDir "$APPDATA\fyne"
SectionEnd
