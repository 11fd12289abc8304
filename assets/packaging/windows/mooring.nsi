; The installer for Windows, for the user who runs it: no administrator is needed.
; .ci/package-windows writes what is between @ signs, and defines VERSION, VERSION4, PROGRAM, SOURCE, OUTPUT, and where wanted TARGET and SIGN.
; Silent: /S installs, and uninstall.exe /S uninstalls and keeps the register.
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
LangString KeepRegister ${LANG_ENGLISH} "Keep the register of your connections on this computer?$\r$\n$\r$\nYes keeps it for a later installation. No deletes it with the log. Connections in Experience Platform stay as they are."
LangString KeepRegister ${LANG_FRENCH} "Conserver le registre de vos connexions sur cet ordinateur ?$\r$\n$\r$\nOui le conserve pour une installation ultérieure. Non le supprime avec le journal. Les connexions dans Experience Platform restent telles quelles."
LangString KeepRegister ${LANG_SIMPCHINESE} "要在这台电脑上保留连接记录吗？$\r$\n$\r$\n选择“是”则保留，供以后安装时使用。选择“否”则连同日志一起删除。Experience Platform 中的连接保持不变。"

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

; The program's file can be deleted only while it does not run.
!macro StopIfRunning
  again:
  ${If} ${FileExists} "$INSTDIR\mooring.exe"
    ClearErrors
    Delete "$INSTDIR\mooring.exe"
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(InUse)" /SD IDCANCEL IDRETRY again
      SetErrorLevel 3
      Abort
    ${EndIf}
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

Section "Uninstall"
  !insertmacro StopIfRunning
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
  ; Who uninstalls without being asked keeps the register.
  MessageBox MB_YESNO|MB_ICONQUESTION "$(KeepRegister)" /SD IDYES IDYES kept
  RMDir /r "$LOCALAPPDATA\mooring"
  kept:
SectionEnd
