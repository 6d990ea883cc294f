// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>
#include <QWidget>

class QPainter;

namespace Ui {

class Appearance;

/// A small picture of an identity, for eyes that see sooner than they read: five by five places,
/// the same on the left as on the right, each empty or with one of three shapes. One colour, so
/// that it is the same in every look and for every eye.
class IdentityPicture : public QWidget {
    Q_OBJECT
public:
    explicit IdentityPicture(const Appearance &appearance, QWidget *parent = nullptr);

    /// What it is drawn from (IdentityWords::hash()), and what it is called: its words. Empty:
    /// nothing yet.
    void setIdentity(const QByteArray &hash, const QStringList &words);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Appearance &m_appearance;
    QByteArray m_hash;
};

/// Draws that of a hash into a square place.
void drawIdentity(QPainter &painter, const QRectF &place, const QByteArray &hash,
                  const Appearance &appearance);

} // namespace Ui
