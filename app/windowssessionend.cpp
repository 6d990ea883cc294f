// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/windowssessionend.h"

#include <future>

namespace {

constexpr auto className = L"MadangSessionEnd";

LRESULT CALLBACK onMessage(HWND window, UINT message, WPARAM first, LPARAM second)
{
    if (message == WM_ENDSESSION && first != FALSE) { // else somebody else called it off
        const auto answer =
            reinterpret_cast<WindowsSessionEnd::Answer>(GetWindowLongPtrW(window, GWLP_USERDATA));
        answer();
        return 0;
    }
    if (message == WM_DESTROY) {
        PostQuitMessage(0);
        return 0;
    }
    return DefWindowProcW(window, message, first, second); // which agrees to WM_QUERYENDSESSION
}

/// Of the calling thread. No message-only window, which is not told.
HWND makeWindow(WindowsSessionEnd::Answer answer)
{
    const HINSTANCE program = GetModuleHandleW(nullptr);
    WNDCLASSW kind{};
    kind.lpfnWndProc = onMessage;
    kind.hInstance = program;
    kind.lpszClassName = className;
    RegisterClassW(&kind); // fails when there is one already, which does as well
    const HWND window = CreateWindowExW(0, className, L"", WS_POPUP, 0, 0, 0, 0, nullptr, nullptr,
                                        program, nullptr);
    if (window)
        SetWindowLongPtrW(window, GWLP_USERDATA, reinterpret_cast<LONG_PTR>(answer));
    return window;
}

} // namespace

WindowsSessionEnd::WindowsSessionEnd(Answer answer)
{
    std::promise<HWND> made;
    std::future<HWND> window = made.get_future();
    m_thread = std::thread([answer, &made] {
        const HWND own = makeWindow(answer);
        made.set_value(own);
        MSG message;
        while (own && GetMessageW(&message, nullptr, 0, 0) > 0)
            DispatchMessageW(&message);
    });
    m_window = window.get();
}

WindowsSessionEnd::~WindowsSessionEnd()
{
    if (m_window)
        PostMessageW(m_window, WM_CLOSE, 0, 0);
    m_thread.join();
}
